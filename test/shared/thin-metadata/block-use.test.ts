import { describe, expect, it } from 'vitest';
import { ownersOfBlocks } from '#shared/thin-metadata/block-owners.ts';
import { BlockUse } from '#shared/thin-metadata/block-use.ts';
import { readThinDump } from '#shared/thin-metadata/xml-reader.ts';
import {
  type DeviceTruth,
  type PoolTruth,
  randomFrom,
  randomPool,
  xmlOf,
} from '#test/shared/thin-metadata/random-pool.ts';

/** The same pool with its data blocks moved apart, so that it is counted by stretches and not by blocks. */
function spread(pool: PoolTruth, by: number): PoolTruth {
  const moved = (d: DeviceTruth): DeviceTruth => ({
    ...d,
    mappings: new Map([...d.mappings].map(([origin, [data, time]]) => [origin, [data + (data > 50 ? by : 0), time]])),
  });
  return { ...pool, dataBlocks: pool.dataBlocks + by, devices: pool.devices.map(moved) };
}

const pools = Array.from({ length: 40 }, (_, seed) => seed).flatMap((seed) => [
  [`pool ${seed}`, randomPool(1000 + seed)] as const,
  [`pool ${seed}, far apart`, spread(randomPool(1000 + seed), 2 ** 40)] as const,
]);

/** Counted the slow way: which devices map each block. */
function mappersOf({ devices }: PoolTruth): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { id, mappings } of devices)
    for (const [data] of mappings.values()) found.set(data, [...(found.get(data) ?? []), id]);
  return found;
}

describe.each(pools)('the use of blocks in %s', (_name, truth) => {
  const metadata = readThinDump(new TextEncoder().encode(xmlOf(truth)));
  const use = new BlockUse(metadata);
  const mappers = mappersOf(truth);
  const count = (keep: (ids: readonly number[]) => boolean) => [...mappers.values()].filter(keep).length;

  it('is what counting block by block gives', () => {
    expect([use.mapped, use.shared]).toEqual([mappers.size, count((ids) => ids.length > 1)]);
    expect(use.end).toBe(mappers.size === 0 ? 0 : Math.max(...mappers.keys()) + 1);
    for (const device of metadata.devices.slice(0, 25)) {
      expect(use.exclusive(device)).toBe(count((ids) => ids.length === 1 && ids[0] === device.id));
    }
  });

  it('says what removing several devices frees', () => {
    const random = randomFrom(truth.transactionId);
    for (let i = 0; i < 5; i++) {
      const gone = metadata.devices.filter(() => random(2) === 0);
      const ids = new Set(gone.map((d) => d.id));
      expect(use.freedByRemoving(gone)).toBe(count((own) => own.every((id) => ids.has(id))));
    }
  });

  it('is the same in stretches, without gaps', () => {
    let at = 0;
    let mapped = 0;
    let mappings = 0;
    use.eachStretch(0, use.end + 10, (from, to, owners) => {
      expect([from, to > from]).toEqual([at, true]);
      expect(owners).toBe(mappers.get(from)?.length ?? 0);
      expect(mappers.get(to - 1)?.length ?? 0).toBe(owners);
      at = to;
      if (owners > 0) mapped += to - from;
      mappings += owners * (to - from);
    });
    expect([at, mapped, mappings]).toEqual([
      use.end + 10,
      mappers.size,
      truth.devices.reduce((sum, d) => sum + d.mappings.size, 0),
    ]);
  });

  it('has the right owners in every cell of a window', () => {
    const from = Math.min(20, use.end);
    const cells = ownersOfBlocks(metadata, { from, to: from + 300, cells: 64 });
    expect(cells.blocksPerCell).toBe(5);
    expect(cells.majority).toHaveLength(60);
    for (let cell = 0; cell < 60; cell++) {
      const counts = new Map<number, number>();
      for (let b = from + cell * 5; b < from + cell * 5 + 5; b++) {
        for (const id of mappers.get(b) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      const best = [...counts].toSorted(([a, x], [b, y]) => y - x || a - b)[0];
      const owner = metadata.devices[cells.majority[cell]!]?.id;
      expect([owner, cells.majorityBlocks[cell], cells.owners[cell]]).toEqual([best?.[0], best?.[1] ?? 0, counts.size]);
    }
  });
});

it('costs by runs, not by blocks', () => {
  const inner = `<range_mapping origin_begin="0" data_begin="7" length="${2 ** 50}" time="0"/>`;
  const xml = `<superblock uuid="" time="0" transaction="0" flags="0" version="2" data_block_size="128" nr_data_blocks="0"><device dev_id="1" mapped_blocks="0" transaction="0" creation_time="0" snap_time="0">${inner}</device></superblock>`;
  const metadata = readThinDump(new TextEncoder().encode(xml));
  const started = performance.now();
  const use = new BlockUse(metadata);
  expect([use.mapped, use.exclusive(metadata.devices[0]!), use.end]).toEqual([2 ** 50, 2 ** 50, 2 ** 50 + 7]);
  expect(ownersOfBlocks(metadata, { from: 0, to: 2 ** 50, cells: 100 }).owners.every((n) => n === 1)).toBe(true);
  expect(performance.now() - started).toBeLessThan(200);
});
