const word = (on: boolean) => (on ? 'true' : 'not set');

/** T-17 */
export const deferredDeletionOffWords = {
  'rule.deferred-deletion-off.name': () => 'docker does not use deferred removal and deletion',
  'rule.deferred-deletion-off.title': (p: { root: string }) => `Deferred removal and deletion are off for ${p.root}`,
  'rule.deferred-deletion-off.statement': (p: { root: string; removal: boolean; deletion: boolean }) =>
    `For ${p.root} dm.use_deferred_removal is ${word(p.removal)} and dm.use_deferred_deletion is ${word(p.deletion)}; this kernel supports both.`,
  'rule.deferred-deletion-off.why': () =>
    'Without them docker rm fails as soon as anything holds the device, and the container stays Dead.',
  'rule.deferred-deletion-off.wrong-if': () => 'It is wrong if the device-mapper library of this docker lacks support.',
  'rule.deferred-deletion-off.both': () =>
    'In storage-opts set dm.use_deferred_removal=true and dm.use_deferred_deletion=true, both: the second without the first keeps the daemon from starting. They hide a leak for docker rm; they do not mend it.',
  'rule.deferred-deletion-off.no-docker': () => 'No docker data root on this host uses devicemapper.',
  'rule.deferred-deletion-off.no-kernel': () => 'The kernel version is not known, so neither is its support.',
  'rule.deferred-deletion-off.old-kernel': (p: { kernel: string }) => `Kernel ${p.kernel} does not support it.`,
  'rule.deferred-deletion-off.no-daemon': (p: { root: string }) =>
    `No daemon runs for ${p.root}, so its settings are not known.`,
  'rule.deferred-deletion-off.clear': (p: { roots: number }) =>
    `Deferred removal and deletion are on for all ${p.roots} data root(s) with devicemapper.`,
};
