/** T-11 */
export const loopLvmWords = {
  'rule.loop-lvm.name': () => 'A thin pool stands on files (loop-lvm)',
  'rule.loop-lvm.title': (p: { pool: string }) => `Pool ${p.pool} stands on files`,
  'rule.loop-lvm.statement': (p: { pool: string; loop: string; file: string }) =>
    `The data of ${p.pool} is the file ${p.file} behind ${p.loop}.`,
  'rule.loop-lvm.no-file': (p: { pool: string; device: string }) =>
    `Pool ${p.pool} stands on loop device ${p.device}; which file is behind it was not read.`,
  'rule.loop-lvm.why': () =>
    'Every write goes through two filesystems, a sparse file can promise more than its filesystem has, and the loop is gone after a restart until docker makes it again. It is what docker does when nobody told it which device to use.',
  'rule.loop-lvm.wrong-if': () => 'On a test host it does no harm.',
  'rule.loop-lvm.move': () =>
    'Move to a pool on a real device (dm.directlvm_device or dm.thinpooldev) or to overlay2. Both start with an empty data root: save images and volumes first.',
  'rule.loop-lvm.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools that an engine uses stands on a loop device.`,
};
