import { type CollectorId, collectors } from '#shared/collectors/index.ts';
import type { EvidenceEnd, EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { pluginOf, takenBy } from '#shared/sosreport/commands.ts';
import { citedPlace, fileLines, type Kept, type KeptMember } from '#shared/sosreport/kept.ts';
import type { Manifest } from '#shared/sosreport/manifest.ts';

/** What the makers of records read from. */
export interface Report {
  readonly kept: Kept;
  readonly manifest: Manifest | null;
  /** ` 4.0` for sentences; empty where it is not known. */
  readonly version: string;
}

interface RecordOptions {
  readonly format?: string;
  /** Why this is less than the collector would have read; it makes the ledger say partial. */
  readonly lacks?: string;
}

const globsOf = new Map(collectors.map((c) => [c.id as CollectorId, c.sosreport]));
export const membersOf = (report: Report, collector: CollectorId): readonly KeptMember[] =>
  report.kept.of(globsOf.get(collector) ?? []);

/** One member, as it is: its lines are the record's. */
export function rawRecord(
  report: Report,
  id: string,
  collectorId: CollectorId,
  member: KeptMember,
  options: RecordOptions = {},
): EvidenceRecord {
  return record(report, id, collectorId, [member], member.body, options);
}

/** Several members, each line behind its member's place (file-lines). */
export function listRecord(
  report: Report,
  id: string,
  collectorId: CollectorId,
  members: readonly KeptMember[],
  options: RecordOptions = {},
): EvidenceRecord {
  return record(report, id, collectorId, members, fileLines(members), options);
}

function record(
  report: Report,
  id: string,
  collectorId: CollectorId,
  members: readonly KeptMember[],
  body: Uint8Array,
  { format, lacks }: RecordOptions,
): EvidenceRecord {
  const times = members.flatMap((m) => (m.mtimeMs === null ? [] : [m.mtimeMs]));
  return {
    id,
    collectorId,
    sample: 1,
    origin: { kind: 'archive', member: originOf(members, collectorId) },
    end: endOf(report, members, body, collectorId, lacks),
    startedAt: times.length > 0 ? Math.round(Math.min(...times)) : null,
    durationMs: durationOf(report, members),
    stderr: '',
    body,
    ...(format !== undefined && { format }),
  };
}

/** `sos_commands/…/ps_axo_… (and 1 more)`. */
const originOf = (members: readonly KeptMember[], collector: CollectorId): string => {
  const [first, ...more] = members;
  if (!first) return globsOf.get(collector)?.[0] ?? collector;
  return more.length === 0 ? citedPlace(first) : `${citedPlace(first)} (+${more.length})`;
};

function durationOf({ manifest }: Report, members: readonly KeptMember[]): number | null {
  const seconds = members.flatMap((m) => manifest?.commands.get(citedPlace(m))?.seconds ?? []);
  return seconds.length > 0 ? Math.round(seconds.reduce((a, b) => a + b, 0) * 1000) : null;
}

function endOf(
  { manifest }: Report,
  members: readonly KeptMember[],
  body: Uint8Array,
  collector: CollectorId,
  lacks: string | undefined,
): EvidenceEnd {
  for (const m of members) {
    if (m.ended === 'cut') return { kind: 'connection-lost' };
    if (m.ended === 'limit') return { kind: 'truncated', keptBytes: m.body.length, limitBytes: m.limit };
    const command = manifest?.commands.get(citedPlace(m));
    // 124 is what timeout(1) ends with; sos uses the same number.
    if (command?.returnCode === 124) return { kind: 'timed-out', afterMs: Math.round((command.seconds ?? 0) * 1000) };
    if (command?.truncated === true) {
      return { kind: 'not-found', because: say(msg('sosreport.tailed', { member: citedPlace(m) })) };
    }
  }
  const [only] = members;
  const command = members.length === 1 && only ? manifest?.commands.get(citedPlace(only)) : undefined;
  if (body.length === 0 && command?.returnCode) {
    const { exec, returnCode: code } = command;
    return {
      kind: 'not-found',
      because: say(msg('sosreport.command-failed', { exec, code, command: takenBy[collector] })),
    };
  }
  if (lacks !== undefined) return { kind: 'not-found', because: lacks };
  return { kind: 'complete', exitCode: command?.returnCode ?? null };
}

/** A collector of which the sosreport holds nothing: never, not this time, or because its plugin was stopped. */
export function absentRecord({ manifest, version }: Report, id: string, collectorId: CollectorId): EvidenceRecord {
  const globs = globsOf.get(collectorId) ?? [];
  const plugin = pluginOf(globs) ?? '';
  const command = takenBy[collectorId];
  const because =
    globs.length === 0
      ? msg('sosreport.never', { version, command })
      : manifest?.timedOut.includes(plugin)
        ? msg('sosreport.plugin-timed-out', { plugin, command })
        : msg('sosreport.not-here', { plugin, command });
  return {
    id,
    collectorId,
    sample: 1,
    origin: { kind: 'archive', member: globs[0] ?? collectorId },
    end: { kind: 'not-found', because: say(because) },
    startedAt: null,
    durationMs: null,
    stderr: '',
    body: new Uint8Array(0),
  };
}
