/** O-06 */
export const upperInTwoOverlaysWords = {
  'rule.upper-in-two-overlays.name': () => 'Two overlays write to one folder',
  'rule.upper-in-two-overlays.title': (p: { folder: string; which: 'upper' | 'work' }) =>
    `${p.folder} is the ${p.which} folder of two overlays`,
  'rule.upper-in-two-overlays.statement': (p: {
    folder: string;
    which: 'upper' | 'work';
    devices: string;
    overlays: number;
  }) =>
    `${p.overlays} overlays with different device numbers (${p.devices}) have ${p.folder} as their ${p.which} folder in one mount namespace: two superblocks, not copies of one.`,
  'rule.upper-in-two-overlays.why': () =>
    'Each superblock believes that it alone writes there. What one changes the other does not see, and both can damage it (docs.kernel.org leaves open what then happens).',
  'rule.upper-in-two-overlays.wrong-if': () =>
    'It is wrong if one of them was only a moment’s work: "ctr snapshot diff" and "nerdctl exec -u" mount and unmount again.',
  'rule.upper-in-two-overlays.stop': (p: { devices: string }) =>
    `Find who mounted the second of ${p.devices} and stop it; do not unmount under a running container.`,
  'rule.upper-in-two-overlays.restore': () =>
    'What was written meanwhile cannot be trusted: make the container anew from its image, with its volumes.',
  'rule.upper-in-two-overlays.none': () => 'No overlay is mounted on this host.',
  'rule.upper-in-two-overlays.clear': (p: { overlays: number }) =>
    `Of ${p.overlays} overlays no two share an upper or work folder.`,
};
