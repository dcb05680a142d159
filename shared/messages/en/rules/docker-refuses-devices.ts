/** T-10 */
export const dockerRefusesDevicesWords = {
  'rule.docker-refuses-devices.name': () => 'docker makes no new devices in a pool that is too full for it',
  'rule.docker-refuses-devices.title': (p: { pool: string }) => `docker makes no new devices in pool ${p.pool}`,
  'rule.docker-refuses-devices.statement': (p: { pool: string; data: number; metadata: number; percent: number }) =>
    `${p.data} % of the data and ${p.metadata} % of the metadata of ${p.pool} are free; docker wants ${p.percent} % of each (dm.min_free_space) before it makes a device. The pool itself works, and so do the containers on it.`,
  'rule.docker-refuses-devices.why': () =>
    'docker refuses early, so that containers that run do not meet a full pool. Metadata counts as well as data.',
  'rule.docker-refuses-devices.prune': () =>
    'Remove containers and images that nobody needs. A lower dm.min_free_space only moves the limit.',
  'rule.docker-refuses-devices.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools is docker's and has less free than dm.min_free_space.`,
};
