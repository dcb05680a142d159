/** */
export const staleNetnsFileWords = {
  'rule.stale-netns-file.name': () => 'A network namespace that nobody uses is still pinned',
  'rule.stale-netns-file.leaked-title': (p: { path: string }) => `${p.path} pins a network namespace that nobody is in`,
  'rule.stale-netns-file.stale-title': (p: { path: string }) => `${p.path} is a left-over file`,
  'rule.stale-netns-file.leaked': (p: { path: string; inode: number }) =>
    `${p.path} keeps net:[${p.inode}] alive; no process is in it, no descriptor points to it, and no container names it.`,
  'rule.stale-netns-file.stale': (p: { path: string }) =>
    `${p.path} is a plain file: no namespace is mounted on it, here or in any other mount namespace that was read.`,
  'rule.stale-netns-file.wrong-if': () =>
    'It is wrong for a namespace that somebody made with "ip netns add" and keeps for later.',
  'rule.stale-netns-file.ip-netns': () => 'After its owner confirms, delete the name; the namespace goes with it.',
  'rule.stale-netns-file.umount': () => 'After its sandbox is gone, unmount it.',
  'rule.stale-netns-file.remove': () => 'Remove the file.',
  'rule.stale-netns-file.none': () => 'There are no netns files on this host.',
  'rule.stale-netns-file.unknown': (p: { path: string }) =>
    `${p.path} is a plain file of no container we know; docker sweeps such files every 60 s and its age is not known.`,
  'rule.stale-netns-file.clear': (p: { files: number }) =>
    `Each of the ${p.files} netns files is in use, or its container ended so recently that it will still be swept.`,
};
