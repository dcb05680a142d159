/**
 * Parser for listings of block devices, as sosreports keep them (file-lines): /proc/partitions, `lsblk`, `dmsetup info -c`.
 * Gives the rows that the files of /sys/block would have given.
 *
 *     /proc/partitions: 253       16     524288 dm-16             sizes in KiB
 *     /sos_commands/block/lsblk:|-vg_docker-data01   253:7  0  1G  0 lvm  /data01
 *
 * lsblk draws what stands on what; where it prints ASCII or box characters depends on the locale. Its sizes are rounded and
 * not used. Source: block/genhd.c `show_partition`; lsblk(8).
 */
import { dmColumns } from '#shared/parsers/dmsetup-columns.ts';
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import type { Parsed } from '#shared/parsers/parsed.ts';

interface Device {
  readonly name: string;
  readonly line: number;
}

export function parseBlockListings(body: Uint8Array): Parsed<readonly FileText[]> {
  const files = parseFileLines(body);
  const text = (ending: RegExp) => files.value.find((f) => ending.test(f.path));
  const devices = new Map<string, Device>();
  const value: FileText[] = [];
  const parents = new Map<string, string>();
  const tree = text(/\/lsblk(\.\d+)?$/);
  if (tree) for (const { device, parent } of partitionsIn(tree)) parents.set(device, parent);
  const add = (folder: string, line: number, facts: Readonly<Record<string, string>>) => {
    for (const [name, fact] of Object.entries(facts))
      value.push({ line, path: `/sys/block/${folder}/${name}`, text: fact });
  };
  for (const { line, text: row } of linesOf(text(/^\/proc\/partitions$/))) {
    const match = /^ *(\d+) +(\d+) +(\d+) +(\S+)$/.exec(row);
    if (!match) continue;
    const [, major, minor, kibibytes, name] = match;
    const device = `${major}:${minor}`;
    devices.set(device, { name: name!, line });
    const disk = diskOf(parents.get(device), devices);
    const folder = sysfsName(name!);
    add(disk === null ? folder : `${sysfsName(disk)}/${folder}`, line, {
      dev: device,
      size: String(Number(kibibytes) * 2),
    });
  }
  for (const { line, text: row } of linesOf(text(/\/dmsetup_info_-c(\.\d+)?$/))) {
    const dm = dmColumns(row, line);
    if (!dm) continue;
    const name = `dm-${dm.device.split(':')[1]}`;
    if (!devices.has(dm.device)) add(name, line, { dev: dm.device });
    devices.set(dm.device, devices.get(dm.device) ?? { name, line });
    const folder = sysfsName(devices.get(dm.device)!.name);
    add(folder, line, {
      'dm/name': dm.name,
      ...(dm.uuid && { 'dm/uuid': dm.uuid }),
      'dm/suspended': dm.suspended ? '1' : '0',
      ro: dm.readOnly ? '1' : '0',
    });
  }
  if (tree) {
    for (const { line, device, below, readOnly, isPartition } of rowsOf(tree)) {
      const own = devices.get(device);
      const lower = below === null ? undefined : devices.get(below);
      if (own && !isPartition) add(sysfsName(own.name), line, { ro: readOnly ? '1' : '0' });
      if (!own || !lower || isPartition) continue;
      add(sysfsName(own.name), line, { [`slaves/${sysfsName(lower.name)}`]: '' });
      add(sysfsName(lower.name), line, { [`holders/${sysfsName(own.name)}`]: '' });
    }
  }
  return { value: onceEach(value), warnings: files.warnings };
}

/** A name of 128 bytes, a tree of some depth and a mount point; a pattern over more would take its time. */
const longestRow = 16_384;

/** sysfs writes `!` for `/` in a name. */
const sysfsName = (name: string) => name.replaceAll('/', '!');

const diskOf = (parent: string | undefined, devices: ReadonlyMap<string, Device>) =>
  (parent === undefined ? undefined : devices.get(parent)?.name) ?? null;

interface TreeRow {
  readonly line: number;
  readonly device: string;
  /** Device that this row is drawn below; null at the left edge. */
  readonly below: string | null;
  readonly readOnly: boolean;
  readonly isPartition: boolean;
}

function rowsOf(file: FileText): readonly TreeRow[] {
  const above: { readonly depth: number; readonly device: string }[] = [];
  return linesOf(file).flatMap(({ line, text: row }): TreeRow[] => {
    if (row.length > longestRow) return [];
    const match = /^([ |`\-│├└─]*)\S.*? +(\d+:\d+) +[01] +\S+ +([01]) +(\S+)/.exec(row);
    if (!match) return [];
    const [, branches, device, ro, type] = match;
    const depth = branches!.length;
    while (above.length > 0 && above.at(-1)!.depth >= depth) above.pop();
    const below = above.at(-1)?.device ?? null;
    above.push({ depth, device: device! });
    return [{ line, device: device!, below, readOnly: ro === '1', isPartition: type === 'part' }];
  });
}

const partitionsIn = (file: FileText) =>
  rowsOf(file).flatMap(({ device, below, isPartition }) =>
    isPartition && below !== null ? [{ device, parent: below }] : [],
  );

const linesOf = (file: FileText | undefined): readonly { readonly line: number; readonly text: string }[] =>
  file === undefined ? [] : file.text.split('\n').map((text, at) => ({ line: file.line + at, text }));

/** lsblk repeats a device below each one it stands on. */
function onceEach(files: readonly FileText[]): readonly FileText[] {
  const seen = new Map<string, FileText>();
  for (const file of files) if (!seen.has(file.path)) seen.set(file.path, file);
  return [...seen.values()];
}
