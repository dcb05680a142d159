/**
 * Parser for mount namespaces that were inferred (shared/sosreport/mount-groups.ts): one process a line.
 *
 *     1<TAB>24<TAB>85<TAB>85<TAB>1
 *     PID   ID     OWN    SHARED REPRESENTATIVE
 *
 * ID is no inode: it is the mount id of the group's root mount. OWN: rows of the process's mountinfo; SHARED: how many of
 * them are the very mounts that the representative's has. The representative is the process whose table was kept.
 */
import { decodeText } from '#shared/parsers/decode.ts';
import { eachLine } from '#shared/parsers/lines.ts';
import type { Link } from '#shared/parsers/links.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

/** As the links that they stand for, `/proc/PID/ns/mnt` to `mnt:[ID]`. */
export function parseMountIdGroups(body: Uint8Array): Parsed<readonly Link[]> {
  const value: Link[] = [];
  const warnings: ParseWarning[] = [];
  eachLine(decodeText(body), (raw, line) => {
    const match = /^(\d+)\t(\d+)\t\d+\t\d+\t\d+$/.exec(raw);
    if (match) value.push({ line, path: `/proc/${match[1]}/ns/mnt`, target: `mnt:[${match[2]}]` });
    else if (raw !== '') warnings.push({ line, expected: 'pid, id, two counts and a pid' });
  });
  return { value, warnings };
}
