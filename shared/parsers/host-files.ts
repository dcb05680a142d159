/**
 * Parser for what a sosreport says of its host (file-lines of small files): the same keys that our own script prints.
 *
 *     /sos_commands/kernel/uname_-a:Linux node1 6.1.0-56-cloud-amd64 #1 SMP … x86_64 GNU/Linux
 *     /etc/os-release:PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
 *     /proc/stat:btime 1795199540
 *
 * sos runs as root only, or makes no report. USER_HZ is 100 on every architecture that these kernels run on.
 */
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import type { KeyValue } from '#shared/parsers/key-values.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';
import { wallClock } from '#shared/parsers/text-log.ts';

export function parseHostFiles(body: Uint8Array): Parsed<readonly KeyValue[]> {
  const { value: files, warnings } = parseFileLines(body);
  const value: KeyValue[] = [];
  const add = (key: string, found: Found | null | undefined) => {
    if (found?.text) value.push({ line: found.line, key, value: found.text });
  };
  const match = (ending: RegExp, pattern: RegExp) => find(files, ending, pattern);
  const uname = /\/uname(_-a)?(\.\d+)?$/;
  add('hostname', match(/\/hostname(\.\d+)?$/, /^(\S+)$/m) ?? match(uname, /^Linux (\S+) /));
  add('kernel', match(uname, /^Linux \S+ (\S+)/));
  add('arch', match(uname, /(\S+) GNU\/Linux$/));
  add('os', match(/^\/(etc|usr\/lib)\/os-release$/, /^PRETTY_NAME="?([^"\n]*)"?$/m) ?? match(/-release$/, /^(\S.*)$/m));
  add('boot_id', match(/\/boot_id$/, /^(\S+)$/m) ?? match(/\/sysctl_-a/, /^kernel\.random\.boot_id = (\S+)$/m));
  add('btime', match(/^\/proc\/stat$/, /^btime (\d+)$/m));
  const utc = match(/\/date_--utc(\.\d+)?$/, /^(.+)$/m);
  const local = match(/\/date(\.\d+)?$/, /^(.+)$/m);
  const now = clockOf(utc, true) ?? clockOf(local, false);
  if (now) add('now', { line: now.line, text: String(now.ms / 1000) });
  const [a, b] = [local && wallClock(local.text), utc && wallClock(utc.text)];
  if (local && a && b) add('now_zone', { line: local.line, text: zoneOf(a.ms - b.ms) });
  const anything = files[0] ? { line: files[0].line } : null;
  if (anything) {
    for (const [key, text] of [
      ['uid', '0'],
      ['user', 'root'],
      ['cap_eff', 'ffffffffffffffff'],
      ['hidepid', '0'],
      ['clk_tck', '100'],
    ]) {
      add(key!, { ...anything, text: text! });
    }
  }
  add('own_mnt_ns', match(/^\/own_mnt_ns$/, /^(\d+)$/m));
  return { value, warnings };
}

interface Found {
  readonly line: number;
  readonly text: string;
}

function find(files: readonly FileText[], ending: RegExp, pattern: RegExp): Found | null {
  for (const { line, path, text: whole } of files) {
    // What is looked for stands in the first lines of small files.
    const text = whole.slice(0, 8192);
    const match = ending.test(path) ? pattern.exec(text) : null;
    if (match) return { line: line + text.slice(0, match.index).split('\n').length - 1, text: match[1]!.trim() };
  }
  return null;
}

/** `date` without `--utc` is only taken where it says UTC itself: other zones' words are ambiguous. */
function clockOf(found: Found | null, isUtc: boolean): { readonly line: number; readonly ms: number } | null {
  const clock = found && wallClock(found.text);
  return found && clock && (isUtc || clock.zone === 'UTC' || clock.zone === 'GMT')
    ? { line: found.line, ms: clock.ms }
    : null;
}

function zoneOf(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000 / 15) * 15;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${ms < -60_000 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
