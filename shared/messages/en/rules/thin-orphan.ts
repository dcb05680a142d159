/** T-19 */
export const thinOrphanWords = {
  'rule.thin-orphan.name': () => 'A thin device that no owner of its pool knows',
  'rule.thin-orphan.title': (p: { id: number; pool: string }) => `Thin device ${p.id} of ${p.pool} belongs to nobody`,
  'rule.thin-orphan.statement': (p: { id: number; pool: string; owner: string; name: string; open: boolean }) =>
    `Pool ${p.pool} belongs to ${p.owner}, which has no record of thin device ${p.id}. ${p.name === '' ? 'It is inactive: only the metadata of the pool has it' : `It is active as ${p.name}, ${p.open ? 'and something has it open' : 'and nothing has it open'}`}.`,
  'rule.thin-orphan.why': () =>
    'An engine that is killed between creating a device and writing it down leaves such a device; a person with dmsetup does too. It keeps its blocks until it is deleted.',
  'rule.thin-orphan.wrong-if': () =>
    'It is wrong if an engine elsewhere (another host, a stopped daemon with another data root) uses this pool, or if it was being made at that moment.',
  'rule.thin-orphan.containerd': (p: { pool: string; root: string }) =>
    `Pool ${p.pool} is used by the containerd of ${p.root}, whose database of devices was not read.`,
  'rule.thin-orphan.no-pools': () => 'No pool on this host has an owner whose records a device could be missing in.',
  'rule.thin-orphan.clear': (p: { devices: number }) =>
    `Each of ${p.devices} thin devices is in the records of its pool's owner.`,
};
