import type { CollectorId } from '#shared/collectors/ids.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';
import type { KeptMember } from '#shared/sosreport/kept.ts';
import { absentRecord, listRecord, membersOf, type Report, rawRecord } from '#shared/sosreport/records/record-maker.ts';
import { withoutUnitEnvironment } from '#shared/sosreport/secrets.ts';

/** The host itself, its settings, units and logs; and what no sosreport ever holds. */
export function hostRecords(report: Report, ownNamespace: number | null): readonly EvidenceRecord[] {
  return [host(report, ownNamespace), settings(report), units(report), ...logs(report), ...never(report)];
}

function host(report: Report, ownNamespace: number | null): EvidenceRecord {
  // Of all that `sysctl -a` prints the boot id alone is asked for here; /proc/stat has a line for each processor.
  const members = membersOf(report, 'host').map((m) =>
    m.place.includes('/sysctl_-a')
      ? only(m, /^kernel\.random\.boot_id/)
      : m.place === 'proc/stat'
        ? only(m, /^btime /)
        : m,
  );
  const own: KeptMember[] =
    ownNamespace === null
      ? []
      : [{ place: 'own_mnt_ns', body: encodeText(`${ownNamespace}\n`), ended: 'whole', limit: 0, mtimeMs: null }];
  return members.length > 0
    ? listRecord(report, 'host', 'host', [...members, ...own], { format: 'host-files' })
    : absentRecord(report, 'host', 'host');
}

function only(member: KeptMember, wanted: RegExp): KeptMember {
  const lines = decodeText(member.body)
    .split('\n')
    .filter((line) => wanted.test(line));
  return { ...member, body: encodeText(lines.join('\n')) };
}

function settings(report: Report): EvidenceRecord {
  const members = membersOf(report, 'settings');
  const hasSysctl = members.some(({ place }) => place.includes('/sysctl_-a'));
  const absent = absentRecord(report, 'settings', 'settings');
  const lacks = absent.end.kind === 'not-found' && !hasSysctl ? { lacks: absent.end.because } : {};
  return members.length > 0
    ? listRecord(report, 'settings', 'settings', members, { format: 'sysctl', ...lacks })
    : absent;
}

function units(report: Report): EvidenceRecord {
  const [member] = membersOf(report, 'units').filter((m) => m.body.length > 0);
  if (!member) return absentRecord(report, 'units', 'units');
  return rawRecord(report, 'units', 'units', { ...member, body: withoutUnitEnvironment(member.body) });
}

const isDate = ({ place }: KeptMember) => place.startsWith('sos_commands/date/') || place.endsWith('/general/date');

function logs(report: Report): readonly EvidenceRecord[] {
  const clock = membersOf(report, 'host').filter(isDate);
  const kernel = membersOf(report, 'kernel-log').filter((m) => m.body.length > 0);
  const engine = membersOf(report, 'engine-log').filter((m) => m.body.length > 0);
  // Journals of the engines' own units come first; of the host's whole log only the lines of engines that have none.
  const own = engine.filter((m) => !isWholeLog(m) && !isEmptyJournal(m));
  const covered = new Set(own.flatMap(({ body }) => [...writersIn(decodeText(body))]));
  const [wholeLog] = engine.filter(isWholeLog);
  const rest = wholeLog ? [ofOtherEngines(wholeLog, covered)] : [];
  const chosen = [...own, ...rest];
  const [ring] = kernel;
  return [
    ring
      ? listRecord(report, 'kernel-log', 'kernel-log', [...clock, ring], { format: 'text' })
      : absentRecord(report, 'kernel-log', 'kernel-log'),
    chosen.length > 0
      ? listRecord(report, 'engine-log', 'engine-log', [...clock, ...chosen], { format: 'text' })
      : absentRecord(report, 'engine-log', 'engine-log'),
  ];
}

const isWholeLog = ({ place }: KeptMember) => /^(sos_commands\/logs\/|var\/log\/(messages|syslog))/.test(place);
const engineLine =
  /^.{15,40}? ((?:docker[\w-]*|containerd|kubelet|crio|podman|conmon|hyperkube|k3s|rke2))(?:\[\d+\])?: /;

function* writersIn(log: string): Generator<string> {
  for (const [, writer] of log.matchAll(new RegExp(engineLine, 'gm'))) yield writer!.split(' ').at(-1)!;
}

function ofOtherEngines(member: KeptMember, covered: ReadonlySet<string>): KeptMember {
  const lines = decodeText(member.body)
    .split('\n')
    .filter((line) => {
      const writer = engineLine.exec(line)?.[1];
      return writer !== undefined && !covered.has(writer);
    });
  return { ...member, body: encodeText(lines.join('\n')) };
}

/** `-- No entries --`, with or without a heading. */
const isEmptyJournal = ({ body }: KeptMember) => body.length < 300 && decodeText(body).includes('-- No entries --');

const neverTaken: readonly CollectorId[] = [
  'thread-namespaces',
  'processless-tables',
  'kubelet-pods',
  'containerd-snapshotters',
  'containerd-databases',
  'image-content',
  'layer-folders',
  'thin-tools',
  'netns-files',
];
const never = (report: Report) => neverTaken.map((id) => absentRecord(report, id, id));
