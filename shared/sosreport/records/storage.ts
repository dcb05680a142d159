import type { CollectorId } from '#shared/collectors/ids.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { takenBy } from '#shared/sosreport/commands.ts';
import { absentRecord, listRecord, membersOf, type Report, rawRecord } from '#shared/sosreport/records/record-maker.ts';

/** Block devices, device-mapper, loop devices, LVM, xfs. */
export function storageRecords(report: Report): readonly EvidenceRecord[] {
  return [
    list(report, 'block-devices', 'block-listings'),
    raw(report, 'dm-devices', 'dmsetup-columns'),
    raw(report, 'dm-table'),
    raw(report, 'dm-status'),
    raw(report, 'udev-cookies'),
    raw(report, 'swaps'),
    list(report, 'filesystem-errors'),
    list(report, 'lvm-backup'),
    containersStorage(report),
    ...loopDevices(report),
    // Asked for by name in a live capture: what sos did not take is not missed.
    ...(membersOf(report, 'capacity').length > 0 ? [raw(report, 'capacity', 'df')] : []),
  ];
}

function raw(report: Report, id: CollectorId, format?: string): EvidenceRecord {
  const [member] = membersOf(report, id);
  return member
    ? rawRecord(report, id, id, member, format === undefined ? {} : { format })
    : absentRecord(report, id, id);
}

function list(report: Report, id: CollectorId, format?: string): EvidenceRecord {
  const members = membersOf(report, id);
  return members.length > 0
    ? listRecord(report, id, id, members, format === undefined ? {} : { format })
    : absentRecord(report, id, id);
}

/** sos 4.12 takes the list of layers, and neither that of images nor that of containers. */
function containersStorage(report: Report): EvidenceRecord {
  const id = 'containers-storage';
  const members = membersOf(report, id);
  if (members.length === 0) return absentRecord(report, id, id);
  const lacks = say(msg('sosreport.storage-lists', { command: takenBy[id] }));
  return listRecord(report, `${id}/files`, id, members, { lacks });
}

function loopDevices(report: Report): readonly EvidenceRecord[] {
  const id = 'loop-devices';
  const members = membersOf(report, id);
  const sysfs = members.filter(({ place }) => place.startsWith('sys/'));
  const [losetup] = members.filter(({ place }) => place.includes('/losetup_'));
  if (!losetup && sysfs.length === 0) return [absentRecord(report, id, id)];
  const lacks = say(msg('sosreport.loop-files', { command: takenBy[id] }));
  return [
    sysfs.length > 0
      ? listRecord(report, `${id}/files`, id, sysfs)
      : rawRecord(report, `${id}/files`, id, losetup!, { format: 'losetup' }),
    losetup
      ? rawRecord(report, `${id}/devices`, id, losetup, { format: 'losetup' })
      : listRecord(report, `${id}/devices`, id, [], { lacks }),
  ];
}
