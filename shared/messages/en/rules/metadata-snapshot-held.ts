/** T-24 */
export const metadataSnapshotHeldWords = {
  'rule.metadata-snapshot-held.name': () => 'A metadata snapshot of a thin pool was left reserved',
  'rule.metadata-snapshot-held.title': (p: { pool: string }) => `A metadata snapshot of ${p.pool} was left reserved`,
  'rule.metadata-snapshot-held.statement': (p: { pool: string; block: number }) =>
    `Pool ${p.pool} holds a metadata snapshot at block ${p.block}, in both readings, and no tool that reads one is running.`,
  'rule.metadata-snapshot-held.why': () =>
    'A backup or thin_delta reserves it and releases it at its end. While it is held, metadata blocks that were replaced are not free.',
  'rule.metadata-snapshot-held.wrong-if': () =>
    'It is wrong if a tool of another name, or in a container, still reads it.',
  'rule.metadata-snapshot-held.age': () => 'Since when it is held: the kernel does not say.',
  'rule.metadata-snapshot-held.release': () => 'When nobody reads it any more, release it.',
  'rule.metadata-snapshot-held.clear': (p: { pools: number }) =>
    `In none of ${p.pools} pools was a metadata snapshot left reserved.`,
};
