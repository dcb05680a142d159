import type { Labels } from '#shared/containerd-metadata/rows.ts';

/** Output of ctr by section (`NAMESPACE COMMAND`), of one daemon, without the headings of its tables. */
export function ctrSections(text: string, socket: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let lines: string[] = [];
  for (const line of text.split('\n')) {
    const head = /^=== (\S+) ?(.*)$/.exec(line);
    if (!head) lines.push(line);
    else {
      lines = [];
      if (head[1] === socket) sections.set(head[2]!, lines);
    }
  }
  return new Map(
    [...sections].map(([name, all]) => [
      name,
      all.filter((line, i) => line !== '' && (i > 0 || name.endsWith('tree'))).map((line) => line.trimEnd()),
    ]),
  );
}

/** Cells of a line: ctr pads with spaces or tabs. */
export const cells = (line: string) => line.trim().split(/\t+| {2,}|(?<=\S) (?=\S)/);

/** ctr lists labels in the order of a Go map, which is none. */
export const sortedLabels = (text: string) => text.split(',').sort().join(',');

export const labelText = (labels: Labels) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',') || '-';

/** units.HumanSize of docker/go-units: four digits, powers of 1000. */
export function humanSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${Number(size.toPrecision(4))}${units[unit]}`;
}
