/** L-04 */
export const dockerSilentOnFullPoolWords = {
  'rule.docker-silent-on-full-pool.name': () => 'docker does not answer while its pool is full',
  'rule.docker-silent-on-full-pool.title': (p: { pool: string }) =>
    `docker does not answer: its pool ${p.pool} is full`,
  'rule.docker-silent-on-full-pool.statement': (p: { pool: string; root: string; sleeping: boolean; lines: number }) =>
    `Pool ${p.pool} of ${p.root} is out of data space; ${p.sleeping ? 'its daemon sleeps uninterruptibly' : 'its daemon does not answer'}${p.lines > 0 ? ` (${p.lines} log line(s))` : ''}.`,
  'rule.docker-silent-on-full-pool.why': () =>
    'The daemon mounts and syncs filesystems of this pool itself; while the pool holds writes back, it waits with a lock in its hands.',
  'rule.docker-silent-on-full-pool.no-docker': () =>
    'Do not wait for docker to prune anything: it cannot. Extend the pool below it.',
  'rule.docker-silent-on-full-pool.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools is out of data space with a docker daemon that does not answer.`,
};
