/** T-05 */
export const poolQueuesWritesWords = {
  'rule.pool-queues-writes.name': () => 'A full thin pool holds writes back now',
  'rule.pool-queues-writes.title': (p: { pool: string }) => `Full pool ${p.pool} holds writes back; extend it now`,
  'rule.pool-queues-writes.statement': (p: {
    pool: string;
    used: number;
    total: number;
    seconds: number;
    known: boolean;
  }) =>
    `Pool ${p.pool} uses ${p.used} of ${p.total} data blocks and queues writes. ${p.known ? `no_space_timeout is ${p.seconds} s` : `Unless no_space_timeout was changed, it is ${p.seconds} s`}: when it is over, all that wait are failed.`,
  'rule.pool-queues-writes.for-ever': (p: { pool: string; used: number; total: number }) =>
    `Pool ${p.pool} uses ${p.used} of ${p.total} data blocks and queues writes. no_space_timeout is 0: they wait for ever, and so do sync, umount and whoever calls them.`,
  'rule.pool-queues-writes.why': () => 'Space that is added while writes wait lets them go on, as if nothing had been.',
  'rule.pool-queues-writes.clear': (p: { pools: number }) => `None of ${p.pools} pools holds writes back.`,
};
