import { sectors } from '#shared/base/units.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { DmTarget } from '#shared/model/thin.ts';
import { type DmTableLine, parseDmTable } from '#shared/parsers/dm-table.ts';

/** A table line whose device is known. */
export interface PlacedLine {
  readonly device: string;
  readonly row: DmTableLine;
}

/**
 * The lines of `dmsetup table` with the numbers of their devices. A name that sysfs and `dmsetup info` do not know, and a
 * line that does not continue its device's table, is none: a name with a newline in it would forge one. Both are warnings.
 */
export function placeTables(evidence: Evidence, blocks: readonly BlockDevice[]): readonly PlacedLine[] {
  const deviceOf = deviceByDmName(blocks);
  const next = new Map<string, number>();
  const placed: PlacedLine[] = [];
  const refused: { line: number; expected: string }[] = [];
  for (const row of evidence.rows('dm-table', parseDmTable)) {
    const device = deviceOf.get(row.name);
    if (device === undefined) {
      refused.push({ line: row.line, expected: 'the name of a device-mapper device that sysfs has too' });
      continue;
    }
    if (row.target && row.target.start !== (next.get(device) ?? 0)) {
      refused.push({ line: row.line, expected: `the next target of ${row.name}` });
      continue;
    }
    if (row.target) next.set(device, row.target.start + row.target.length);
    placed.push({ device, row });
  }
  if (refused.length > 0) evidence.warnings.set('dm-table', [...(evidence.warnings.get('dm-table') ?? []), ...refused]);
  return placed;
}

/** By the name as dmsetup prints it. */
export const deviceByDmName = (blocks: readonly BlockDevice[]): ReadonlyMap<string, string> =>
  new Map(blocks.flatMap(({ dmName, device }) => (dmName === null ? [] : [[dmName, device] as const])));

/** `below` of a target whose parameters name no device (`thin Fail`, a masked crypt target) is what sysfs has under it. */
export function buildDmTargets(
  placed: readonly PlacedLine[],
  slavesOf: (device: string) => readonly string[],
): readonly DmTarget[] {
  return placed.flatMap(({ device, row }): DmTarget[] => {
    if (!row.target) return [];
    const named = row.target.args.filter((arg) => /^\d+:\d+$/.test(arg));
    return [
      {
        device,
        dmName: row.name,
        start: sectors(row.target.start),
        length: sectors(row.target.length),
        target: row.target.kind,
        args: row.target.args,
        below: named.length > 0 ? [...new Set(named)] : slavesOf(device),
        source: { evidence: 'dm-table', line: row.line },
      },
    ];
  });
}

/** `major:minor` of what lies under a device, from sysfs. */
export function slavesByDevice(blocks: readonly BlockDevice[]): (device: string) => readonly string[] {
  const byName = new Map(blocks.map((b) => [b.kernelName, b.device]));
  const byDevice = new Map(blocks.map((b) => [b.device, b]));
  return (device) =>
    (byDevice.get(device)?.slaves ?? []).flatMap((name) => {
      const slave = byName.get(name);
      return slave === undefined ? [] : [slave];
    });
}
