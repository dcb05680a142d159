const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** T-12 */
export const sparseBackingShortWords = {
  'rule.sparse-backing-short.name': () => 'The file below a thin pool promises more than its filesystem has',
  'rule.sparse-backing-short.title': (p: { pool: string }) => `Pool ${p.pool} promises more than its filesystem has`,
  'rule.sparse-backing-short.statement': (p: { pool: string; needed: number; free: number; file: string }) =>
    `The free blocks of ${p.pool} need ${gib(p.needed)} that ${p.file} does not have yet; its filesystem has ${gib(p.free)} free.`,
  'rule.sparse-backing-short.why': () =>
    'The file is sparse: its holes take space when they are first written. When the filesystem is full the loop device returns I/O errors, and the pool does not know why.',
  'rule.sparse-backing-short.free': () =>
    "Free space on that filesystem. Discards reach the file only if the pool passes them down and the containers' filesystems send them (fstrim).",
  'rule.sparse-backing-short.no-capacity': (p: { pool: string; file: string }) =>
    `Pool ${p.pool} stands on the file ${p.file}; how much its filesystem has free was not read. Capture with "--with capacity".`,
  'rule.sparse-backing-short.clear': (p: { pools: number }) =>
    `None of ${p.pools} pools promises more than the filesystem below it has free.`,
};
