/** Words that rules about thin pools share. */
export const thinPoolsWords = {
  'rules.pools.none': () => 'There is no thin pool on this host.',
  'rules.pools.no-status': (p: { pool: string }) => `The status of pool ${p.pool} could not be read.`,
  'rules.pools.no-table': (p: { pool: string }) => `The table of pool ${p.pool} was not read.`,
  'rules.pools.no-owner': (p: { pool: string }) => `Who owns pool ${p.pool} could not be told.`,
  'rules.pools.no-second': (p: { name: string }) =>
    `${p.name} was read only once; whether it stays so is not known. Capture again.`,
  'rules.pools.need-mappings': (p: { pool: string }) =>
    `Which device ids exist in pool ${p.pool} stands only in its metadata, which was not read. Capture with "--with thin-metadata".`,
  'rules.pools.not-looked-inactive': (p: { pool: string }) =>
    `Inactive devices of pool ${p.pool}: the pool's metadata was not read ("--with thin-metadata" reads it).`,
  'rules.pools.grow-lvm': (p: { pool: string }) =>
    `Extend ${p.pool}; the volume group needs free extents, or a new disk first.`,
  'rules.pools.grow-lvm-free': (p: { pool: string; group: string; extents: number }) =>
    `Extend ${p.pool}; volume group ${p.group} has ${p.extents} free extents${p.extents === 0 ? ', so add a disk first' : ''}.`,
  'rules.pools.grow-other': (p: { pool: string }) =>
    `Extend the device below pool ${p.pool}, then load its table with the new length and resume it.`,
  'rules.pools.grow-file': (p: { file: string }) =>
    `Grow the file ${p.file} to twice its size; the filesystem it is on needs room for what will be written.`,
  'rules.pools.grow-reload': (p: { pool: string }) => `Then give pool ${p.pool} the new length.`,
  'rules.pools.grow-metadata-lvm': (p: { pool: string }) =>
    `Extend the metadata of ${p.pool} by as much again; the volume group needs that room twice, for the spare too.`,
  'rules.pools.grow-metadata-other': (p: { pool: string }) =>
    `Give pool ${p.pool} a larger metadata device: with the pool stopped, thin_repair from the old one to the new.`,
  'rules.pools.stop-users': (p: { pool: string }) =>
    `Stop everything that uses pool ${p.pool}, then take its devices and the pool down.`,
  'rules.pools.copy-metadata': (p: { pool: string }) =>
    `Before anything else, copy the metadata of ${p.pool}: every step after this one may write to it.`,
  'rules.pools.check-metadata': (p: { pool: string }) => `With pool ${p.pool} stopped, check its metadata.`,
  'rules.pools.repair-lvm': (p: { pool: string }) =>
    `If the check complains, let LVM repair ${p.pool}; it writes to the spare and keeps the old metadata.`,
  'rules.pools.repair-other': (p: { pool: string }) =>
    `If the check complains, thin_repair from the metadata of ${p.pool} to a new device, never onto itself. Clear the needs_check flag only after a clean check.`,
  'rules.pools.check-filesystems': (p: { pool: string }) =>
    `Then check the filesystem of each thin device of ${p.pool} before it is used.`,
  'rules.pools.wrong-if-moved': (p: { pool: string }) =>
    `It is wrong if the state of ${p.pool} changed since the capture: one reading is one moment.`,
};
