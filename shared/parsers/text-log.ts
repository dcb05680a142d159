/**
 * Parser for logs as text, as sosreports keep them (file-lines): journalctl, /var/log/messages, dmesg; and, to read their
 * clock by, what `date` printed in the same minutes.
 *
 *     /sos_commands/date/date:Fri Nov 20 18:41:29 UTC 2026
 *     /sos_commands/date/date_--utc:Fri Nov 20 18:41:29 UTC 2026
 *     /sos_commands/docker/journalctl_…:Nov 20 18:35:36 node1 dockerd[576]: time="2026-11-20T18:35:36.388Z" level=error …
 *     /sos_commands/kernel/dmesg:[  578.550141] device-mapper: thin: Deletion of thin device 13 failed.
 *
 * Journal and syslog print local time without a year: the year is the last in which the line lies before `date`; the zone is
 * the difference of the two dates. A stamp that an engine prints itself (time="…Z") counts before that.
 */
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import type { LogEntry } from '#shared/parsers/log-lines.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';

const engines =
  /^(dockerd(-current|-latest|-ce)?|docker(d-current)?|docker-containerd|containerd|kubelet|crio|podman|conmon|hyperkube|k3s|rke2)$/;

export const parseTextEngineLog = (body: Uint8Array): Parsed<readonly LogEntry[]> => {
  const { clock, logs, warnings } = read(body);
  return {
    value: logs.flatMap((file) =>
      linesOf(file).flatMap(({ line, text: raw }): LogEntry[] => {
        const row = syslogLine(raw);
        if (!row || !engines.test(row.writer)) return [];
        const own = Date.parse(/\btime="(\d{4}-\d\d-\d\dT[^"]+)"/.exec(row.text)?.[1] ?? '');
        const seconds = Number.isNaN(own) ? clock(row.stamp) : own / 1000;
        return [{ line, seconds, sinceBoot: false, writer: row.writer, text: row.text }];
      }),
    ),
    warnings,
  };
};

export const parseTextKernelLog = (body: Uint8Array): Parsed<readonly LogEntry[]> => {
  const { clock, logs, warnings } = read(body);
  return {
    value: logs.flatMap((file) =>
      linesOf(file).flatMap(({ line, text: raw }): LogEntry[] => {
        const ring = /^(?:<\d+>)?\[ *(\d+\.\d+)\] (.*)$/s.exec(raw);
        if (ring) return [{ line, seconds: Number(ring[1]), sinceBoot: true, writer: 'kernel', text: ring[2]! }];
        const row = syslogLine(raw);
        if (row?.writer !== 'kernel') return [];
        const text = row.text.replace(/^\[ *\d+\.\d+\] /, '');
        return [{ line, seconds: clock(row.stamp), sinceBoot: false, writer: 'kernel', text }];
      }),
    ),
    warnings,
  };
};

/** `Nov 20 18:35:36 node1 dockerd[576]: TEXT`; also with an ISO stamp, as rsyslog can be told to write. */
function syslogLine(raw: string): { readonly stamp: string; readonly writer: string; readonly text: string } | null {
  const match =
    /^([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\dT\S+) \S+ ([^ :[]+)(?:\[\d+\])?: (.*)$/s.exec(raw);
  return match && { stamp: match[1]!, writer: match[2]!, text: match[3]! };
}

function read(body: Uint8Array) {
  const { value: files, warnings } = parseFileLines(body);
  const dateIn = (ending: RegExp) => {
    const file = files.find((f) => ending.test(f.path));
    return file ? wallClock(file.text) : null;
  };
  const local = dateIn(/\/date(\.\d+)?$/);
  const utc = dateIn(/\/date_--utc(\.\d+)?$/) ?? (local?.zone === 'UTC' || local?.zone === 'GMT' ? local : null);
  // Quarters of an hour: the two commands ran one after the other.
  const offset = local && utc ? Math.round((local.ms - utc.ms) / 900_000) * 900_000 : null;
  const clock = (stamp: string): number | null => {
    const iso = /^\d{4}-/.test(stamp) ? Date.parse(stamp) : Number.NaN;
    if (!Number.isNaN(iso)) return iso / 1000;
    if (!local || offset === null) return null;
    const year = new Date(local.ms).getUTCFullYear();
    // A line may be some minutes younger than `date`: sos goes on after it.
    for (const y of [year + 1, year, year - 1]) {
      const ms = Date.parse(`${stamp.replace(/\.\d+$/, '')} ${y} UTC`);
      if (!Number.isNaN(ms) && ms <= local.ms + 86_400_000) return (ms - offset) / 1000;
    }
    return null;
  };
  return { clock, logs: files.filter((f) => !/\/date(_--utc)?(\.\d+)?$/.test(f.path)), warnings };
}

/** `Fri Nov 20 18:41:29 UTC 2026`: the reading of the clock as if it were UTC, and the zone's word. */
export function wallClock(text: string): { readonly ms: number; readonly zone: string } | null {
  const match = /^\w{3} +(\w{3}) +(\d+) (\d\d:\d\d:\d\d)(?: [AP]M)? (\S+) (\d{4})/m.exec(text);
  if (!match) return null;
  const [, month, day, time, zone, year] = match;
  const ms = Date.parse(`${month} ${day} ${year} ${time} UTC`);
  return Number.isNaN(ms) ? null : { ms, zone: zone! };
}

const linesOf = (file: FileText) => file.text.split('\n').map((text, at) => ({ line: file.line + at, text }));
