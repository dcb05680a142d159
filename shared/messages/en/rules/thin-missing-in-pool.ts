/** T-18 */
export const thinMissingInPoolWords = {
  'rule.thin-missing-in-pool.name': () => 'docker knows a thin device that its pool does not have',
  'rule.thin-missing-in-pool.title': (p: { id: number; root: string }) =>
    `Thin device ${p.id} of ${p.root} is missing in its pool`,
  'rule.thin-missing-in-pool.statement': (p: {
    id: number;
    hash: string;
    root: string;
    pool: string;
    container: string;
    logged: number;
    listed: boolean;
  }) =>
    `${p.root} has a file for thin device ${p.id} (${p.hash}${p.container === '' ? '' : `, container ${p.container}`}); ${p.listed ? `the metadata of ${p.pool} has no such id` : `its deletion failed ${p.logged} time(s) because the pool does not know it`}.`,
  'rule.thin-missing-in-pool.why': () =>
    'docker deletes the device first and its own file afterwards; when it is killed in between the file stays.',
  'rule.thin-missing-in-pool.wrong-if': () => 'It is wrong if docker deleted the device between the two readings.',
  'rule.thin-missing-in-pool.remove-file': (p: { hash: string }) =>
    `With the daemon stopped, keep a copy of the folder devicemapper/metadata, then take the file ${p.hash} out of it and start the daemon.`,
  'rule.thin-missing-in-pool.swapped': (p: { root: string; missing: number }) =>
    `${p.missing} devices of ${p.root} are not in the pool at once: it is another pool than the one they were made in (T-22), not missing devices.`,
  'rule.thin-missing-in-pool.no-devices': () => 'docker has no thin devices on this host.',
  'rule.thin-missing-in-pool.clear': (p: { devices: number }) =>
    `All of docker's ${p.devices} devices are in their pool.`,
};
