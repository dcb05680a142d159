import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { takenBy } from '#shared/sosreport/commands.ts';
import type { KeptMember } from '#shared/sosreport/kept.ts';
import { absentRecord, listRecord, membersOf, type Report, rawRecord } from '#shared/sosreport/records/record-maker.ts';
import { withoutSecretOptions } from '#shared/sosreport/secrets.ts';

/** Processes, their commands and cgroups, from the listings of ps; what they have open from lsof, where it was taken. */
export function processRecords(report: Report): readonly EvidenceRecord[] {
  const listings = membersOf(report, 'processes').map(masked);
  const [full] = listings.filter(({ place }) => !/_cgroup(\.\d+)?$/.test(place));
  const [cgroupListing] = listings.filter(({ place }) => /_cgroup(\.\d+)?$/.test(place));
  const used = [cgroupListing, full].filter((m) => m !== undefined);
  const files = membersOf(report, 'cgroups').filter(({ place }) => place.startsWith('proc/'));
  return [
    used.length > 0
      ? listRecord(report, 'processes', 'processes', used, { format: 'ps' })
      : absentRecord(report, 'processes', 'processes'),
    files.length > 0
      ? listRecord(report, 'cgroups', 'cgroups', files)
      : cgroupListing
        ? listRecord(report, 'cgroups', 'cgroups', [cgroupListing], { format: 'ps' })
        : absentRecord(report, 'cgroups', 'cgroups'),
    full
      ? listRecord(report, 'command-lines', 'command-lines', [full], { format: 'ps' })
      : absentRecord(report, 'command-lines', 'command-lines'),
    ...openFiles(report),
  ];
}

const masked = (member: KeptMember): KeptMember => ({ ...member, body: withoutSecretOptions(member.body) });

function openFiles(report: Report): readonly EvidenceRecord[] {
  const [lsof] = membersOf(report, 'descriptors').filter((m) => m.body.length > 0);
  if (!lsof) {
    return (['process-roots', 'descriptors', 'mapped-files'] as const).map((id) => absentRecord(report, id, id));
  }
  const lacks = (command: string) => say(msg('sosreport.lsof', { command }));
  const of = (id: string, collector: 'descriptors' | 'process-roots' | 'mapped-files', format: string) =>
    rawRecord(report, id, collector, lsof, { format, lacks: lacks(takenBy[collector]) });
  return [
    of('process-roots/links', 'process-roots', 'lsof-roots'),
    of('process-roots/devices', 'process-roots', 'lsof-roots'),
    of('descriptors/links', 'descriptors', 'lsof-descriptors'),
    of('descriptors/devices', 'descriptors', 'lsof-descriptors'),
    of('mapped-files', 'mapped-files', 'lsof'),
  ];
}
