/** L-02 */
export const filesystemShutDownWords = {
  'rule.filesystem-shut-down.name': () => 'A filesystem was shut down or its writes fail',
  'rule.filesystem-shut-down.title': (p: { device: string }) => `The kernel shut down the filesystem on ${p.device}`,
  'rule.filesystem-shut-down.io-title': (p: { device: string }) => `I/O errors on ${p.device}`,
  'rule.filesystem-shut-down.of-container': (p: { device: string; lines: number; name: string; down: boolean }) =>
    `${p.lines} kernel line(s) report ${p.down ? 'a shutdown' : 'I/O errors'} on ${p.device}, the root filesystem of container ${p.name}.`,
  'rule.filesystem-shut-down.statement': (p: { device: string; lines: number; down: boolean; known: boolean }) =>
    `${p.lines} kernel line(s) report ${p.down ? 'a shutdown' : 'I/O errors'} on ${p.device}; ${p.known ? 'no container has it as its root.' : 'the device is not there any more.'}`,
  'rule.filesystem-shut-down.why': () =>
    'XFS shuts itself down when its log cannot be written; everything on it then gets I/O errors until it is mounted again.',
  'rule.filesystem-shut-down.wrong-if': (p: { device: string }) =>
    `Kernel names are used again: it is wrong if ${p.device} was another device when the line was written.`,
  'rule.filesystem-shut-down.device-first': () => 'Mend what is below it first: the pool, the loop file, the disk.',
  'rule.filesystem-shut-down.restart': (p: { name: string }) =>
    `Then stop ${p.name}, check its filesystem while it is not mounted, and start it.`,
  'rule.filesystem-shut-down.clear': () => 'The kernel log has no filesystem shutdown and no buffer I/O error.',
};
