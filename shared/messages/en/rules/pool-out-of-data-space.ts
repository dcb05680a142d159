/** T-03 */
export const poolOutOfDataSpaceWords = {
  'rule.pool-out-of-data-space.name': () => 'A thin pool is out of data space',
  'rule.pool-out-of-data-space.title': (p: { pool: string }) => `Pool ${p.pool} is out of data space`,
  'rule.pool-out-of-data-space.statement': (p: { pool: string; used: number; total: number; queues: boolean }) =>
    `Pool ${p.pool} uses ${p.used} of ${p.total} data blocks; writes to unmapped blocks ${p.queues ? 'wait' : 'fail'}. Reads, discards and writes to mapped blocks still work.`,
  'rule.pool-out-of-data-space.why': () =>
    'Thin devices promise more than the pool has; a block is taken when it is first written.',
  'rule.pool-out-of-data-space.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools is out of data space in a way that T-04 and T-05 do not tell.`,
};
