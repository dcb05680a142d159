/** T-08 */
export const poolMetadataNearlyFullWords = {
  'rule.pool-metadata-nearly-full.name': () => 'The metadata of a thin pool is nearly full',
  'rule.pool-metadata-nearly-full.title': (p: { pool: string; percent: number }) =>
    `The metadata of pool ${p.pool} is ${p.percent} % full`,
  'rule.pool-metadata-nearly-full.statement': (p: {
    pool: string;
    used: number;
    total: number;
    data: number;
    mark: boolean;
  }) =>
    `Pool ${p.pool} uses ${p.used} of ${p.total} metadata blocks (4 KiB each)${p.mark ? ', past its low-water mark' : ''}; its data is ${p.data} % full, which does not matter here.`,
  'rule.pool-metadata-nearly-full.why': () =>
    'When metadata is full the pool turns read-only, and it must be repaired before it can be extended: extend it before.',
  'rule.pool-metadata-nearly-full.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools has used 80 % of its metadata or passed its low-water mark.`,
};
