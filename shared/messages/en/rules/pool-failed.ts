/** T-01 */
export const poolFailedWords = {
  'rule.pool-failed.name': () => 'A thin pool has failed',
  'rule.pool-failed.title': (p: { pool: string }) => `Pool ${p.pool} has failed`,
  'rule.pool-failed.statement': (p: { pool: string; thins: number }) =>
    `The status of ${p.pool} is Fail: the kernel refuses all I/O to it. ${p.thins} active device(s) of it fail with it.`,
  'rule.pool-failed.why': () =>
    'The kernel could neither commit nor abort a metadata transaction, so it stopped trusting what it had in memory.',
  'rule.pool-failed.query-failed': (p: { pool: string }) =>
    `The status of ${p.pool} is Error: the query failed, which says nothing about the pool. Ask again with --noflush.`,
  'rule.pool-failed.thins-only': (p: { pool: string }) =>
    `Devices of ${p.pool} print Fail while its own line does not: it may have failed between the two. Capture again.`,
  'rule.pool-failed.clear': (p: { pools: number }) => `None of ${p.pools} pools prints Fail.`,
};
