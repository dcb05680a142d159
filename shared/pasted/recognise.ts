/** The commands whose output is opened as pasted text. */
export const pastedKinds = ['mountinfo', 'dmsetup table', 'dmsetup status', 'lsns'] as const;
export type PastedKind = (typeof pastedKinds)[number];

/** Text longer than this is a file and not something one pastes, UTF-16 units. */
export const pastedLimit = 16 << 20;

/** Looked at to say what a text is; each format shows itself in its first lines. */
const lookedAt = 2000;

const mountinfoLine = /^\d+ \d+ \d+:\d+ \S+ \S+ \S+ .*(?:^| )- \S+ \S/;
const dmLine = /^.+: \d+ \d+ [A-Za-z0-9_-]+(?: (.*))?$/;
const lsnsHeading = /^\s*NS\s+TYPE\s.*\bPID\b/;
const lsnsRow = /^[\u2500-\u257f|`-]*\d{9,10}\s+(?:mnt|net|pid|uts|ipc|user|cgroup|time)\s/;

/**
 * What command printed this text, or null where it is none of ours.
 *
 * Lines of a ticket around it (a prompt, the command itself) may be there, but at least half of the lines must be the
 * format's own: a log that mentions a mount is no mount table.
 */
export function recognisePasted(text: string): PastedKind | null {
  const lines = pastedLines(text.slice(0, lookedAt * 400))
    .slice(0, lookedAt)
    .filter((line) => line !== '');
  const isMost = (count: number) => count > 0 && count * 2 >= lines.length;
  if (isMost(lines.filter((line) => mountinfoLine.test(line)).length)) return 'mountinfo';
  const headed = lines.some((line) => lsnsHeading.test(line));
  if (headed && isMost(lines.filter((line) => lsnsRow.test(line) || lsnsHeading.test(line)).length)) return 'lsns';
  const dm = lines.flatMap((line) => {
    const match = dmLine.exec(line);
    return match ? [match[1] ?? ''] : [];
  });
  if (!isMost(dm.length)) return null;
  // Only a table names the devices below: `253:5 1`; a status has counts, flags or nothing.
  const tables = dm.filter((args) => /(?:^| )(?:\d+:\d+|\/dev\/\S+)(?: |$)/.test(args)).length;
  return tables * 2 >= dm.length ? 'dmsetup table' : 'dmsetup status';
}

/** Lines without what copying adds: carriage returns and indentation, also by no-break spaces. None of the formats begins with a blank. */
export const pastedLines = (text: string): readonly string[] =>
  text.split('\n').map((line) => line.replace(/\r$/, '').trimStart());
