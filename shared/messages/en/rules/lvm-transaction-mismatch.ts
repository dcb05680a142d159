/** T-23 */
export const lvmTransactionMismatchWords = {
  'rule.lvm-transaction-mismatch.name': () => 'LVM expects another transaction of a thin pool',
  'rule.lvm-transaction-mismatch.title': (p: { pool: string }) =>
    `LVM and pool ${p.pool} stand at different transactions`,
  'rule.lvm-transaction-mismatch.statement': (p: { pool: string; has: number; expected: number; logged: boolean }) =>
    `Pool ${p.pool} stands at transaction ${p.has}; LVM expects ${p.expected}${p.logged ? ' and has complained of it' : ''}. LVM changes and activates nothing in it while they differ.`,
  'rule.lvm-transaction-mismatch.why': () =>
    'An LVM command died between the pool and its own metadata, or one of the two was restored from another time.',
  'rule.lvm-transaction-mismatch.wrong-if': () =>
    'It is wrong if the backup text is older than the metadata on the disks.',
  'rule.lvm-transaction-mismatch.restore': () =>
    'For a pool that LVM manages: vgcfgbackup to a file, set transaction_id to what the pool has, vgcfgrestore --force, and keep the original file.',
  'rule.lvm-transaction-mismatch.clear': (p: { pools: number }) =>
    `Of ${p.pools} pools none that LVM manages stands at another transaction than LVM expects.`,
};
