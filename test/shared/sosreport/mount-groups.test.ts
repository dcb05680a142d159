import { describe, expect, it } from 'vitest';
import { MountGroups } from '#shared/sosreport/mount-groups.ts';

/** `24 1 254:0 / /` and so on; what follows the mount point says nothing here. */
const table = (...rows: readonly string[]) => rows.map((row) => `${row} rw - ext4 /dev/vda rw\n`).join('');
const host = ['24 1 254:0 / /', '25 24 0:5 / /proc', '26 24 0:6 / /sys', '27 24 0:7 / /run'];
const copy = ['124 99 254:0 / /', '125 124 0:5 / /proc', '126 124 0:6 / /sys', '127 124 0:7 / /run'];

function grouped(tables: Readonly<Record<number, readonly string[]>>) {
  const groups = new MountGroups();
  for (const [pid, rows] of Object.entries(tables)) groups.take(Number(pid), table(...rows));
  const { groups: found, undecided } = groups.groups();
  return {
    groups: found.map((g) => [g.id, g.members.map((m) => m.pid), g.representative]),
    undecided,
    empty: groups.empty,
  };
}

describe('mount namespaces from mount ids', () => {
  it('are told apart by their mounts, though both mount the same things at the same places', () => {
    expect(grouped({ 1: host, 7: copy, 8: copy }).groups).toEqual([
      [24, [1], 1],
      [124, [7, 8], 7],
    ]);
  });

  it('stay one while mounts come and go between two readings', () => {
    const later = [...host.slice(0, 2), '90 24 0:9 / /new', '91 24 0:9 / /newer'];
    expect(grouped({ 1: host, 5: later }).groups).toEqual([[24, [1, 5], 1]]);
  });

  it("know a chroot'ed process by half of its table, without the mount of /", () => {
    const inside = ['26 24 0:6 / /', '27 24 0:7 / /run'];
    expect(grouped({ 1: host, 9: inside }).groups).toEqual([[24, [1, 9], 1]]);
  });

  it('do not grow by one mount that a table has in common with another', () => {
    expect(grouped({ 1: host, 9: ['27 24 0:7 / /'] })).toEqual({ groups: [[24, [1], 1]], undecided: [9], empty: [] });
  });

  it('are not joined by an id that was used again: its parent, device or root is another', () => {
    const reused = ['24 1 254:0 /other /', '25 24 0:9 / /proc', '26 99 0:6 / /sys'];
    expect(grouped({ 1: host, 50: reused }).groups).toEqual([
      [24, [1], 1],
      [25, [50], 50],
    ]);
  });

  it('are not joined by two of many mounts', () => {
    const rows = (from: number) => Array.from({ length: 9 }, (_, i) => `${from + i} ${from} 0:${from + i} / /m${i}`);
    const other = ['299 98 8:1 / /', ...rows(300), host[2]!, host[3]!];
    expect(grouped({ 1: [...host, ...rows(400)], 60: other }).groups).toHaveLength(2);
  });

  it('take the table of pid 1 for the host, else the longest one', () => {
    const longer = [...copy, '128 124 0:8 / /dev'];
    expect(grouped({ 1: host, 3: [...host, '28 24 0:8 / /dev'], 7: copy, 8: longer }).groups).toEqual([
      [24, [1, 3], 1],
      [124, [7, 8], 8],
    ]);
  });

  it('say of an empty table that nothing can be told', () => {
    expect(grouped({ 1: host, 2: [] })).toEqual({ groups: [[24, [1], 1]], undecided: [], empty: [2] });
  });

  it('do not depend on the order in which tables come', () => {
    const tables: [number, readonly string[]][] = [
      [1, host],
      [7, copy],
      [9, ['26 24 0:6 / /', '27 24 0:7 / /run']],
      [8, copy],
    ];
    const of = (order: readonly [number, readonly string[]][]) => {
      const groups = new MountGroups();
      for (const [pid, rows] of order) groups.take(pid, table(...rows));
      return groups.groups();
    };
    expect(of(tables.toReversed())).toEqual(of(tables));
  });

  it('survive forged tables: ids beyond all bounds, the same ids in every table, ten thousand processes', () => {
    const groups = new MountGroups();
    groups.take(1, '99999999999 1 1:1 / / rw\n0 0 0:0 / /\n-1 x\n4294967295 1 1:1 / / rw\n');
    for (let pid = 2; pid < 10_000; pid += 1) groups.take(pid, table(`24 1 254:0 /${pid} /`, `25 24 0:${pid} / /proc`));
    const found = groups.groups();
    expect(new Set(found.groups.map((g) => g.id)).size).toBe(found.groups.length);
    expect(found.groups.length).toBe(9998);
  });
});
