/** T-28 */
export const poolMetadataSizeWords = {
  'rule.pool-metadata-size.name': () => 'Metadata too large to use, or no spare for its repair',
  'rule.pool-metadata-size.large-title': (p: { pool: string }) =>
    `The metadata device of ${p.pool} is larger than the kernel uses`,
  'rule.pool-metadata-size.large': (p: { pool: string; sectors: number; max: number }) =>
    `The metadata device of ${p.pool} has ${p.sectors} sectors; the kernel uses ${p.max} (15.9 GiB).`,
  'rule.pool-metadata-size.spare-title': (p: { group: string }) =>
    `Volume group ${p.group} has no spare for pool metadata`,
  'rule.pool-metadata-size.spare': (p: { group: string; pool: string }) =>
    `Volume group ${p.group} has no …_pmspare volume; lvconvert --repair of ${p.pool} needs one, or that much free room.`,
  'rule.pool-metadata-size.clear': (p: { pools: number }) =>
    `Of ${p.pools} pools none has more metadata than the kernel uses, and LVM's have their spare.`,
};
