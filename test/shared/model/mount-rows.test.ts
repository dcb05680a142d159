import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy } from '#shared/model/group-by.ts';
import type { MountShape } from '#shared/model/mount.ts';
import { type MountColumns, MountRows } from '#shared/model/mount-rows.ts';

const shape = (device: string, mountPoint: string): MountShape => ({
  device,
  root: '/',
  rootDeleted: false,
  mountPoint,
  mountOptions: ['rw'],
  propagation: { shared: null, master: null, propagateFrom: null, unbindable: false },
  fsType: 'tmpfs',
  source: 'shm',
  superOptions: ['rw'],
});
const shapes = ['0:1', '0:2', ''].flatMap((device) => ['/', '/a', '/b'].map((point) => shape(device, point)));
const list = fc.array(fc.constantFrom(...shapes), { maxLength: 6 });
/** Some tables share a list, as copies of a namespace do. */
const tables = fc
  .tuple(fc.array(list, { minLength: 1, maxLength: 3 }), fc.array(fc.tuple(fc.nat(9), fc.nat(5)), { maxLength: 7 }))
  .map(([lists, places]) =>
    places.map(
      ([of, namespace], table): MountColumns => ({
        namespace,
        evidence: `mount-table/${table}`,
        mountIds: Int32Array.from(lists[of % lists.length]!, (_, at) => table * 10 + at + 1),
        parentIds: Int32Array.from(lists[of % lists.length]!, (_, at) => table * 10 + (at >> 1)),
        lines: table % 2 === 0 ? null : Int32Array.from(lists[of % lists.length]!, (_, at) => at + 5),
        shapes: lists[of % lists.length]!,
      }),
    ),
  );

describe('mount rows', () => {
  it('answer as a look at every row would, with the same objects', () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (columns, fromRows) => {
        const first = new MountRows(columns);
        const rows = fromRows ? MountRows.of(first.all()) : first;
        const byDevice = [...rows.byDevice()];
        const byPoint = [...rows.byPoint()];
        const all = rows.all();
        expect(rows.length).toBe(all.length);
        expect(rows.all()).toBe(all);
        const sorted = (groups: Iterable<readonly [unknown, readonly unknown[]]>) =>
          new Map([...groups].map(([key, list]) => [key, list.map((m) => all.indexOf(m as never))]));
        expect(sorted(byDevice)).toEqual(sorted(groupBy(all, (m) => m.shape.device || null)));
        expect(sorted(byPoint)).toEqual(sorted(groupBy(all, (m) => m.shape.mountPoint)));
        expect(sorted(rows.byNamespace())).toEqual(sorted(groupBy(all, (m) => m.namespace)));
        expect(new Set(all.map((m) => m.shape))).toEqual(rows.shapes());
        const isWanted = (s: MountShape) => s.device === '0:2';
        expect(rows.where(isWanted)).toEqual(all.filter((m) => isWanted(m.shape)));
        const ids = new Set([1, 2, 11, 12, 31]);
        expect(rows.withIds(ids)).toEqual(all.filter((m) => ids.has(m.mountId)));
        for (const m of all) {
          const parent = all.find((p) => p.namespace === m.namespace && p.mountId === m.parentId);
          expect(rows.parentOf(m)).toBe(m.parentId === m.mountId ? null : (parent ?? null));
        }
        for (const [s, mount] of rows.firsts()) expect(mount()).toBe(all.find((m) => m.shape === s));
      }),
      { numRuns: 100 },
    );
  });

  it('say which lines they stand on', () => {
    const one = (lines: Int32Array | null) =>
      new MountRows([
        {
          namespace: 4,
          evidence: 'mount-table/4',
          mountIds: Int32Array.of(7, 8),
          parentIds: Int32Array.of(1, 7),
          lines,
          shapes: shapes.slice(0, 2),
        },
      ]).all();
    expect(one(null).map((m) => m.line)).toEqual([1, 2]);
    expect(one(Int32Array.of(3, 9)).map((m) => m.line)).toEqual([3, 9]);
  });
});
