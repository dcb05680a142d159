/**
 * Parser for kernel settings as a sosreport keeps them (file-lines): `sysctl -a`, and copies of /sys/module.
 *
 *     /sos_commands/kernel/sysctl_-a:fs.mount-max = 100000
 *     /sys/module/overlay/parameters/index:N
 *
 * Gives each as the file it is, /proc/sys/fs/mount-max. sysctl turns `/` in a name to `.`; none of ours has a dot.
 */
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';

export function parseSysctl(body: Uint8Array): Parsed<readonly FileText[]> {
  const { value: files, warnings } = parseFileLines(body);
  return {
    value: files.flatMap((file): readonly FileText[] => {
      if (!/\/sysctl_-a(\.\d+)?$/.test(file.path)) return [file];
      return file.text.split('\n').flatMap((raw, at) => {
        const match = /^([\w.-]+) = (.*)$/.exec(raw);
        return match
          ? [{ line: file.line + at, path: `/proc/sys/${match[1]!.replaceAll('.', '/')}`, text: match[2]! }]
          : [];
      });
    }),
    warnings,
  };
}
