/** T-09 */
export const poolDataNearlyFullWords = {
  'rule.pool-data-nearly-full.name': () => 'The data of a thin pool is nearly full',
  'rule.pool-data-nearly-full.title': (p: { pool: string; percent: number }) => `Pool ${p.pool} is ${p.percent} % full`,
  'rule.pool-data-nearly-full.statement': (p: {
    pool: string;
    used: number;
    total: number;
    percent: number;
    mark: boolean;
  }) =>
    `Pool ${p.pool} uses ${p.used} of ${p.total} data blocks (${p.percent} %)${p.mark ? '; it has passed its low-water mark' : ''}.`,
  'rule.pool-data-nearly-full.why': () =>
    'A full pool holds writes of all its devices back, then fails them. The kernel warns once, at the low-water mark.',
  'rule.pool-data-nearly-full.not-looked-at': () =>
    'Whether dmeventd watches the pool and extends it by itself (thin_pool_autoextend_threshold) was not read.',
  'rule.pool-data-nearly-full.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools has used 80 % of its data or passed a low-water mark that says something.`,
};
