/** T-13 */
export const xfsRetriesForEverWords = {
  'rule.xfs-retries-for-ever.name': () => 'xfs on a full thin pool retries for ever and hangs its users',
  'rule.xfs-retries-for-ever.title': (p: { pool: string }) => `xfs on full pool ${p.pool} retries for ever`,
  'rule.xfs-retries-for-ever.statement': (p: {
    pool: string;
    device: string;
    devices: number;
    processes: number;
    pid: number;
    comm: string;
  }) =>
    `Pool ${p.pool} is out of data space; xfs on ${p.device}${p.devices > 1 ? ` and ${p.devices - 1} more` : ''} repeats a failed metadata write without limit (max_retries -1), and ${p.processes} process(es) sleep uninterruptibly on it, first ${p.comm} (pid ${p.pid}).`,
  'rule.xfs-retries-for-ever.why': () =>
    'xfs takes ENOSPC from below for something that passes. Until the pool has room it neither gives up nor shuts down.',
  'rule.xfs-retries-for-ever.no-umount': () =>
    'Do not unmount: that waits for the same writes. With space they go on; a reboot is the last resort.',
  'rule.xfs-retries-for-ever.option': () =>
    "For later: dm.xfs_nospace_max_retries=0 in docker's storage options makes xfs shut down instead.",
  'rule.xfs-retries-for-ever.clear': (p: { pools: number }) =>
    `In none of ${p.pools} pools does xfs hang on writes that cannot succeed.`,
};
