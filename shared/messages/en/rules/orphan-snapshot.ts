/** O-04 */
export const orphanSnapshotWords = {
  'rule.orphan-snapshot.name': () => 'A read-write snapshot that nothing uses',
  'rule.orphan-snapshot.title': (p: { name: string }) => `Snapshot ${p.name} belongs to no container`,
  'rule.orphan-snapshot.statement': (p: { name: string; namespace: string; folder: string; hours: number }) =>
    `Snapshot ${p.name}${p.namespace === '' ? '' : ` of namespace ${p.namespace}`} is ${p.hours} h old and read-write; no container, lease or mount uses it. Its files are in ${p.folder}.`,
  'rule.orphan-snapshot.why': () =>
    'A client that ends between making a snapshot and making its container leaves one; a snapshot made by hand is never collected.',
  'rule.orphan-snapshot.wrong-if': () =>
    'It is wrong if a client without a lease still works on it: a build, a commit, an export.',
  'rule.orphan-snapshot.ask': () =>
    'Ask who may work with it (a build, nerdctl commit), and look at what is in it: removing cannot be undone.',
  'rule.orphan-snapshot.remove': () => 'Remove it; containerd refuses while another snapshot stands on it.',
  'rule.orphan-snapshot.clear': (p: { young: number }) =>
    p.young > 0
      ? `Every read-write snapshot is used, but ${p.young} younger than an hour.`
      : 'Every read-write snapshot has a container, a lease or a mount.',
};
