/** T-25 */
export const dmSuspendedWords = {
  'rule.dm-suspended.name': () => 'A device-mapper device stays suspended',
  'rule.dm-suspended.title': (p: { name: string }) => `Device ${p.name} stays suspended`,
  'rule.dm-suspended.statement': (p: { name: string; device: string; seconds: number }) =>
    `${p.name} (${p.device}) is suspended, and still was ${p.seconds} s later: every read and write of it waits.`,
  'rule.dm-suspended.why': () =>
    'A device is suspended for milliseconds while a snapshot is taken or its table is changed; when the program dies in between nobody resumes it.',
  'rule.dm-suspended.wrong-if': () =>
    'It is wrong if somebody changes its table right now, or freezes it for a backup.',
  'rule.dm-suspended.leave': () =>
    'Until it is resumed run no lvs, blkid, df or sync: they hang on it. Find who suspended it (lvm, dockerd, a backup) first.',
  'rule.dm-suspended.resume': () => 'When that program is gone, resume it.',
  'rule.dm-suspended.no-devices': () => 'There is no device-mapper device on this host.',
  'rule.dm-suspended.clear': (p: { devices: number }) =>
    `None of ${p.devices} device-mapper devices was suspended in both readings.`,
};
