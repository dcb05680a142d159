/** T-02 */
export const poolNeedsCheckWords = {
  'rule.pool-needs-check.name': () => 'The metadata of a thin pool must be checked',
  'rule.pool-needs-check.title': (p: { pool: string }) =>
    `The metadata of ${p.pool} must be checked before it can change`,
  'rule.pool-needs-check.statement': (p: { pool: string; mode: string; from: 'status' | 'superblock' }) =>
    `Pool ${p.pool} is ${p.mode} and carries the flag needs_check${p.from === 'status' ? '' : ', by its superblock'}: until its metadata was checked it cannot be extended or written.`,
  'rule.pool-needs-check.why': () =>
    'A metadata transaction was aborted. The flag is on the disk, so a restart does not clear it; LVM activates no such pool without thin_check installed.',
  'rule.pool-needs-check.not-printed': (p: { pool: string }) =>
    `This kernel (before 4.2) does not print whether ${p.pool} needs a check; its superblock would tell (--with thin-metadata).`,
  'rule.pool-needs-check.clear': (p: { pools: number }) => `None of ${p.pools} pools carries the flag needs_check.`,
};
