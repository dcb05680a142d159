import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { msg, say } from '#shared/messages/index.ts';
import { encodeText } from '#shared/parsers/decode.ts';
import type { Manifest } from '#shared/sosreport/manifest.ts';

/** What was seen of the archive on the way, beside the members that were kept. */
export interface ArchiveNotes {
  /** Name of the folder that holds it all; null where the archive has none. */
  readonly root: string | null;
  readonly version: string | null;
  /** Members below sos_strings/, or whose name says that only their end was kept. */
  readonly tailed: readonly string[];
  /** Processes with /proc/PID/status, which sos limits by `process.numprocs`. */
  readonly statuses: number;
  /** `sos_logs` of the cleaner, or its suffix on the folder. */
  readonly cleaned: boolean;
  /** Odd members, each with what is odd; `oddCount` counts those beyond the first few too. */
  readonly odd: readonly string[];
  readonly oddCount: number;
}

/** sos 4.2 began to read /proc/PID/status of so many processes and no more. */
const defaultProcesses = 2048;

/** The record `sosreport`: how it was made and what it says is missing. Its ledger row shows time-outs. */
export function aboutRecord(notes: ArchiveNotes, manifest: Manifest | null): EvidenceRecord {
  const version = manifest?.version ?? notes.version;
  const failed = [...(manifest?.commands ?? [])].filter(([, c]) => c.returnCode === 124);
  const truncated = [
    ...new Set([
      ...notes.tailed,
      ...[...(manifest?.commands ?? [])].flatMap(([place, c]) => (c.truncated ? [place] : [])),
    ]),
  ];
  const lines: (readonly [string, string])[] = [
    ...(version === null ? [] : [['version', version] as const]),
    ...(manifest?.commandLine ? [['command', manifest.commandLine] as const] : []),
    ...(manifest?.timedOut ?? []).map((p) => ['plugin-timed-out', p] as const),
    ...failed.map(([place]) => ['command-timed-out', place] as const),
    ...truncated.map((place) => ['truncated', place] as const),
    ['process-limit', String(processLimit(version, manifest?.commandLine ?? ''))],
    ['processes-held', String(notes.statuses)],
    ['obfuscated', notes.cleaned || manifest?.cleaned ? '1' : '0'],
    ...notes.odd.map((text) => ['odd-member', text] as const),
  ];
  const stopped = [...(manifest?.timedOut ?? []), ...failed.map(([place]) => place)];
  const because = [
    ...(stopped.length > 0 ? [say(msg('sosreport.timed-out-plugins', { plugins: stopped.join(', ') }))] : []),
    ...(notes.oddCount > 0
      ? [say(msg('sosreport.oddities', { count: notes.oddCount, first: notes.odd[0] ?? '' }))]
      : []),
  ].join('; ');
  return {
    id: 'sosreport',
    collectorId: 'sosreport',
    sample: 1,
    origin: { kind: 'archive', member: manifest ? 'sos_reports/manifest.json' : 'version.txt' },
    end: because === '' ? { kind: 'complete', exitCode: null } : { kind: 'not-found', because },
    startedAt: null,
    durationMs: null,
    stderr: '',
    body: encodeText(lines.map(([key, value]) => `${key}\t${value.replaceAll(/[\n\t]/g, ' ')}\n`).join('')),
  };
}

function processLimit(version: string | null, commandLine: string): number {
  const told = /process\.numprocs=(\d+)/.exec(commandLine)?.[1];
  if (told !== undefined) return Number(told);
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major > 4 || (major === 4 && minor >= 2) ? defaultProcesses : 0;
}
