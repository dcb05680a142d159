/** T-07 */
export const poolReadOnlyWords = {
  'rule.pool-read-only.name': () => 'A thin pool turned read-only after a metadata error',
  'rule.pool-read-only.title': (p: { pool: string }) => `Pool ${p.pool} is read-only after a metadata error`,
  'rule.pool-read-only.statement': (p: { pool: string; used: number; total: number; lines: number }) =>
    `Pool ${p.pool} is read-only with ${p.used} of ${p.total} metadata blocks used, and its table does not ask for it. ${p.lines === 0 ? 'The kernel log has no line about it any more' : `${p.lines} kernel line(s) report it`}.`,
  'rule.pool-read-only.why': () =>
    'An operation on the metadata failed; the kernel aborted the transaction and lets nothing change until the metadata was checked.',
  'rule.pool-read-only.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools is read-only without metadata being full or its table asking for it.`,
};
