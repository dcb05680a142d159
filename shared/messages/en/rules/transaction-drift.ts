export interface Facts {
  readonly root: string;
  readonly pool: string;
  readonly transaction: number;
  readonly open: number;
  readonly newest: number;
}
export interface Names {
  readonly root: string;
  readonly pool: string;
}

/** T-21 */
export const transactionDriftWords = {
  'rule.transaction-drift.name': () => "docker's transaction id and the pool's do not belong together",
  'rule.transaction-drift.interrupted-title': (p: Names) => `An operation of docker in ${p.pool} was interrupted`,
  'rule.transaction-drift.behind-title': (p: Names) => `The files of ${p.root} are older than pool ${p.pool}`,
  'rule.transaction-drift.ahead-title': (p: Names) => `Pool ${p.pool} is older than the files of ${p.root}`,
  'rule.transaction-drift.interrupted': (p: Facts) =>
    `${p.root} has opened transaction ${p.open}, the pool stands at ${p.transaction}: one operation began and did not end.`,
  'rule.transaction-drift.behind': (p: Facts) =>
    `${p.root} last opened transaction ${p.open}, the pool stands at ${p.transaction}: the folder was restored or copied, or another daemon used the pool.`,
  'rule.transaction-drift.ahead': (p: Facts) =>
    `${p.root} has transactions up to ${Math.max(p.open, p.newest)}, the pool stands at ${p.transaction}: this is another pool, or an older state of it.`,
  'rule.transaction-drift.why': () =>
    'docker writes the number of an operation to its file before it works and to the pool afterwards, so at rest they are equal.',
  'rule.transaction-drift.wrong-if': () =>
    'It is wrong if the daemon was at work during the capture: both numbers rise with every layer.',
  'rule.transaction-drift.start': () =>
    'Nothing is to do by hand: at its next start the daemon takes back the half-made device.',
  'rule.transaction-drift.restore': () =>
    'Bring back the folder devicemapper/metadata and the pool of one and the same time. Never edit the number.',
  'rule.transaction-drift.unread': (p: { root: string }) =>
    `The transaction ids of ${p.root} and of its pool could not both be read.`,
  'rule.transaction-drift.no-docker': () => 'No docker data root on this host uses devicemapper.',
  'rule.transaction-drift.clear': (p: { roots: number }) =>
    `For ${p.roots} data root(s) the files and the pool stand at the same transaction, or a daemon is at work.`,
};
