/** T-14 */
export const thinFilesystemFullWords = {
  'rule.thin-filesystem-full.name': () => 'A container cannot start because its own filesystem is full',
  'rule.thin-filesystem-full.title': (p: { name: string }) => `The filesystem of container ${p.name} is full`,
  'rule.thin-filesystem-full.statement': (p: {
    name: string;
    device: string;
    id: number;
    pool: string;
    percent: number;
    mapped: number;
  }) =>
    `Container ${p.name} could not start: no space left on its own filesystem, thin device ${p.id} of ${p.pool}${p.mapped < 0 ? '' : `, ${p.mapped} % of which is mapped`}. The pool is healthy: ${p.percent} % of its data is used.`,
  'rule.thin-filesystem-full.why': () =>
    'Each container has a filesystem of its own with a fixed size (dm.basesize). It fills up alone; the pool below may be nearly empty.',
  'rule.thin-filesystem-full.wrong-if': () =>
    'It is wrong if the container has started since, or if inodes and not blocks ran out.',
  'rule.thin-filesystem-full.no-mappings': () =>
    'How many blocks of the device are mapped: it is inactive, and mappings were not collected ("--with thin-metadata").',
  'rule.thin-filesystem-full.inodes': (p: { name: string }) =>
    `Container ${p.name} had no space left, but its device has unmapped room: inodes may have run out, or it was cleaned since.`,
  'rule.thin-filesystem-full.no-device': (p: { name: string }) =>
    `Container ${p.name} had no space left, but its thin device or pool could not be told.`,
  'rule.thin-filesystem-full.no-containers': () => 'No container on this host has a thin device.',
  'rule.thin-filesystem-full.clear': (p: { complaints: number }) =>
    p.complaints === 0
      ? 'No engine complained of a full filesystem.'
      : `None of ${p.complaints} complaint(s) of a full filesystem is about a stopped container on a healthy pool.`,
};
