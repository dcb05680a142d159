/** T-06 */
export const poolMetadataFullWords = {
  'rule.pool-metadata-full.name': () => 'A thin pool is read-only because its metadata is full',
  'rule.pool-metadata-full.title': (p: { pool: string }) => `Pool ${p.pool} is read-only: its metadata is full`,
  'rule.pool-metadata-full.statement': (p: { pool: string; used: number; total: number; logged: boolean }) =>
    `Pool ${p.pool} is read-only with ${p.used} of ${p.total} metadata blocks used${p.logged ? ', and the kernel could not allocate another one' : ''}. Its data may have room; no new block can be mapped.`,
  'rule.pool-metadata-full.why': () =>
    'Mappings, not data, used it up: many snapshots or small writes all over a device need metadata. Metadata has a size of its own and does not grow with the pool.',
  'rule.pool-metadata-full.undecided': (p: { pool: string; free: number }) =>
    `Pool ${p.pool} is read-only with ${p.free} metadata block(s) free; whether they ran out or an operation failed stands in the kernel log, which was not read.`,
  'rule.pool-metadata-full.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools is read-only for want of metadata.`,
};
