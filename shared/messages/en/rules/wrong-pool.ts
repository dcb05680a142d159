/** T-22 */
export const wrongPoolWords = {
  'rule.wrong-pool.name': () => 'docker stands before a pool that is not its own',
  'rule.wrong-pool.title': (p: { root: string }) => `${p.root} and its pool do not belong together`,
  'rule.wrong-pool.refused': (p: { root: string; moved: boolean }) =>
    `The daemon of ${p.root} refused its pool: the base device in it is not the one in its records, or it holds data of somebody else.${p.moved ? ' The data root was moved or copied, too.' : ''}`,
  'rule.wrong-pool.moved': (p: { root: string; now: string; before: string }) =>
    `Devices of ${p.root} are named ${p.before}-…, but the folder as it stands now would name them ${p.now}-…: the data root was moved or copied, and docker will not find them.`,
  'rule.wrong-pool.why': () =>
    'docker names its devices by device and inode of the folder devicemapper, and keeps the UUID of the base device beside it: a copied folder fits neither.',
  'rule.wrong-pool.wrong-if': () => 'It is wrong if the daemon started with this pool since.',
  'rule.wrong-pool.point-back': () =>
    'Point dm.thinpooldev (or the data root) back at the pool that these files were made with. Do not activate devices to compare: that writes.',
  'rule.wrong-pool.or-wipe': () =>
    'Or give all layers up: with the daemon stopped, make folder and pool anew. Everything that is only in containers is lost.',
  'rule.wrong-pool.no-docker': () => 'No docker data root on this host uses devicemapper.',
  'rule.wrong-pool.clear': (p: { roots: number }) =>
    `The devices of ${p.roots} data root(s) carry the names they should, and no daemon refuses its pool.`,
};
