/**
 * Parser for LVM's backup text, `/etc/lvm/backup/<vg>` (file-lines; the format is in lvm-text.ts): each volume group with
 * its logical volumes and their segments.
 */
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { type LvmSection, readLvmText } from '#shared/parsers/lvm-text.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface LvmSegment {
  /** `thin-pool`, `thin`, `striped`, `raid1`, … */
  readonly type: string;
  readonly extents: number;
  readonly metadata: string | null;
  readonly pool: string | null;
  readonly thinPool: string | null;
  readonly transactionId: number | null;
  readonly deviceId: number | null;
  /** Sectors. */
  readonly chunkSize: number | null;
  readonly origin: string | null;
  readonly externalOrigin: string | null;
  /** Physical extents this segment takes from physical volumes. */
  readonly physicalExtents: number;
}

export interface LvmVolume {
  readonly line: number;
  readonly name: string;
  readonly id: string;
  readonly segments: readonly LvmSegment[];
}

export interface LvmBackup {
  readonly line: number;
  readonly path: string;
  readonly name: string;
  readonly id: string;
  readonly sequence: number;
  /** Sectors. */
  readonly extentSize: number;
  /** Seconds since the epoch. */
  readonly createdAt: number | null;
  readonly physicalExtents: number;
  readonly volumes: readonly LvmVolume[];
}

export function parseLvmBackup(body: Uint8Array): Parsed<readonly LvmBackup[]> {
  const files = parseFileLines(body);
  const value: LvmBackup[] = [];
  const warnings: ParseWarning[] = [...files.warnings];
  for (const { line, path, text } of files.value) {
    const { root, badLine } = readLvmText(text);
    if (badLine !== null) warnings.push({ line: line + badLine - 1, expected: "LVM's text format" });
    const group = root.sections.find((s) => s.values.has('seqno'));
    if (group) value.push(volumeGroup(group, root, path, line - 1));
    else if (badLine === null) warnings.push({ line, expected: 'a volume group' });
  }
  return { value, warnings };
}

function volumeGroup(group: LvmSection, root: LvmSection, path: string, offset: number): LvmBackup {
  const physical = child(group, 'physical_volumes')?.sections ?? [];
  return {
    line: group.line + offset,
    path,
    name: group.name,
    id: text(group, 'id') ?? '',
    sequence: number(group, 'seqno') ?? 0,
    extentSize: number(group, 'extent_size') ?? 0,
    createdAt: number(root, 'creation_time'),
    physicalExtents: sum(physical.map((pv) => number(pv, 'pe_count') ?? 0)),
    volumes: (child(group, 'logical_volumes')?.sections ?? []).map((lv) => ({
      line: lv.line + offset,
      name: lv.name,
      id: text(lv, 'id') ?? '',
      segments: lv.sections.filter((s) => /^segment\d+$/.test(s.name)).map((s) => segment(s, physical)),
    })),
  };
}

function segment(s: LvmSection, physical: readonly LvmSection[]): LvmSegment {
  const extents = number(s, 'extent_count') ?? 0;
  const stripes = s.values.get('stripes');
  const names = new Set(physical.map((pv) => pv.name));
  const onPhysical = Array.isArray(stripes) ? stripes.filter((item) => names.has(String(item))).length : 0;
  const count = Math.max(1, number(s, 'stripe_count') ?? 1);
  return {
    type: text(s, 'type') ?? '',
    extents,
    metadata: text(s, 'metadata'),
    pool: text(s, 'pool'),
    thinPool: text(s, 'thin_pool'),
    transactionId: number(s, 'transaction_id'),
    deviceId: number(s, 'device_id'),
    chunkSize: number(s, 'chunk_size'),
    origin: text(s, 'origin'),
    externalOrigin: text(s, 'external_origin'),
    physicalExtents: (extents / count) * onPhysical,
  };
}

const child = (section: LvmSection, name: string) => section.sections.find((s) => s.name === name);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function text(section: LvmSection, key: string): string | null {
  const value = section.values.get(key);
  return typeof value === 'string' ? value : null;
}

function number(section: LvmSection, key: string): number | null {
  const value = section.values.get(key);
  return typeof value === 'number' ? value : null;
}
