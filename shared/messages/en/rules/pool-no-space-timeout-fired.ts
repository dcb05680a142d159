/** T-04 */
export const poolNoSpaceTimeoutFiredWords = {
  'rule.pool-no-space-timeout-fired.name': () => 'Writes to a full thin pool were failed after the timeout',
  'rule.pool-no-space-timeout-fired.title': (p: { pool: string }) =>
    `Writes to full pool ${p.pool} fail since its timeout`,
  'rule.pool-no-space-timeout-fired.statement': (p: { pool: string; used: number; total: number }) =>
    `Pool ${p.pool} uses ${p.used} of ${p.total} data blocks. Its table queues writes when it is full, its status says error_if_no_space: the no_space_timeout (60 s unless changed) is over, and the writes that waited were failed. Reads, discards and writes to mapped blocks still work.`,
  'rule.pool-no-space-timeout-fired.why': () =>
    'The kernel changes the mode in memory only; the table that was loaded stays as it is, so the difference proves it.',
  'rule.pool-no-space-timeout-fired.clear': (p: { pools: number }) =>
    `In none of ${p.pools} pools does the status fail writes that the table queues.`,
};
