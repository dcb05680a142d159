/** T-29 */
export const containerdDevmapperStuckWords = {
  'rule.containerd-devmapper-stuck.name': () => "A device of containerd's devmapper snapshotter is stuck",
  'rule.containerd-devmapper-stuck.title': (p: { root: string }) =>
    `A device of the devmapper snapshotter of ${p.root} is stuck`,
  'rule.containerd-devmapper-stuck.statement': (p: { root: string; lines: number }) =>
    `containerd (${p.root}) complained ${p.lines} time(s) that a device exists already or is faulty: its database and device-mapper do not agree.`,
  'rule.containerd-devmapper-stuck.title-device': (p: { name: string; state: string }) => `${p.name} is ${p.state}`,
  'rule.containerd-devmapper-stuck.statement-device': (p: {
    name: string;
    state: string;
    root: string;
    error: string;
  }) =>
    `The database of the devmapper snapshotter of ${p.root} has ${p.name} as ${p.state}${p.error === '' ? '' : ` (${p.error})`}, a state that it does not leave by itself.`,
  'rule.containerd-devmapper-stuck.states': (p: { devices: number }) =>
    `None of ${p.devices} devices of the devmapper snapshotter is Faulty or in the middle of an operation, and its log has no complaint.`,
  'rule.containerd-devmapper-stuck.why': () =>
    'containerd writes the state of a device before it changes it; when it dies in between, database and kernel disagree about that device.',
  'rule.containerd-devmapper-stuck.wrong-if': () =>
    'From 1.3 on containerd mends this at its next start: it marks the device Faulty and makes a new one.',
  'rule.containerd-devmapper-stuck.database': (p: { root: string }) =>
    `The states in the database of ${p.root} were not read.`,
  'rule.containerd-devmapper-stuck.remove': () =>
    'Restart containerd; if it complains again, remove the snapshot through ctr snapshots --snapshotter devmapper rm. Never with dmsetup: the database would not know.',
  'rule.containerd-devmapper-stuck.none': () => 'No containerd on this host uses the devmapper snapshotter.',
  'rule.containerd-devmapper-stuck.clear': (p: { complaints: number }) =>
    `containerd has been started again since its ${p.complaints} complaint(s), which mends this.`,
};
