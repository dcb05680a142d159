/** T-15 */
export const thinDeletionFailsWords = {
  'rule.thin-deletion-fails.name': () => 'A thin device cannot be deleted because it is in use',
  'rule.thin-deletion-fails.title': (p: { id: number; pool: string; holders: number }) =>
    `Thin device ${p.id} of ${p.pool} cannot be deleted${p.holders === 0 ? '' : p.holders === 1 ? ': something holds it' : `: ${p.holders} references hold it`}`,
  'rule.thin-deletion-fails.statement': (p: {
    id: number;
    pool: string;
    lines: number;
    onBeat: number;
    offBeat: number;
    deleted: boolean;
    holders: number;
  }) =>
    `The kernel refused ${p.lines} time(s) to delete thin device ${p.id} of ${p.pool}: ${p.onBeat} on a beat of 30 s (docker's deferred-deletion worker), ${p.offBeat} off it (somebody's own attempt). ${p.deleted ? 'docker has marked it deleted' : 'docker has not marked it deleted'}; ${p.holders} reference(s) keep it in use.`,
  'rule.thin-deletion-fails.worker': () =>
    "A line every 30 s is docker's worker trying again, not damage: it stops by itself when the device is free.",
  'rule.thin-deletion-fails.person': () =>
    'These lines keep no beat of 30 s, so they come from docker rm or a person, each refused because the device was in use.',
  'rule.thin-deletion-fails.wrong-if': (p: { id: number }) =>
    `Ids belong to a pool and are used again, and the line names no pool: it is wrong if it was about device ${p.id} of another one.`,
  'rule.thin-deletion-fails.again': () => 'Then remove the container again.',
  'rule.thin-deletion-fails.ambiguous': (p: { id: number; pools: number }) =>
    `The kernel refused to delete thin device ${p.id}, which exists in ${p.pools} pools; the line does not say in which.`,
  'rule.thin-deletion-fails.unknown-id': (p: { id: number }) =>
    `The kernel refused to delete thin device ${p.id}, and no device of this host that may be meant has that id: it may be missing in its pool (T-18), or gone by now.`,
  'rule.thin-deletion-fails.clear': (p: { ids: number }) =>
    p.ids === 0
      ? 'The kernel log has no failed deletion of a thin device.'
      : `The ${p.ids} device(s) whose deletion once failed are gone, or in use again by right.`,
};
