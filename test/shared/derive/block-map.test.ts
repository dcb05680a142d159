import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { type BlockMap, type BlockMapQuestion, cellCode } from '#shared/derive/block-map.ts';
import { blockMapObjects } from '#shared/derive/block-objects.ts';
import { deriveBlockMap, deriveBlockOwners } from '#shared/derive/index.ts';
import { BlockMapFigure } from '#shared/figures/BlockMapFigure.tsx';
import { metadataOfRanges, thinHost } from '#test/builders/thin-host.ts';

/** 1: blocks 0-9 shared with 2, and 10-19 alone. 2: 20-24 alone too. 3: nothing. */
const metadata = metadataOfRanges({
  1: [
    [0, 0, 10],
    [10, 10, 10],
  ],
  2: [
    [0, 0, 10],
    [10, 20, 5],
  ],
  3: [],
});
const host = thinHost(
  [
    {
      name: 'p',
      minor: 1,
      thins: [
        { id: 1, is: 'running' },
        { id: 2, is: 'exited' },
        { id: 3, is: 'exited' },
      ],
    },
    { name: 'q', minor: 2 },
  ],
  { thinMetadata: new Map([['253:1', metadata]]) },
);
const query = { pool: null, device: null, window: null, stripCells: 1000, detailCells: 1000, devices: true };
const mapOf = (more: Partial<BlockMapQuestion> = {}): BlockMap => deriveBlockMap(host, { ...query, ...more }).map!;

describe('the block map', () => {
  it('shades each block by its number of owners', () => {
    const cells = [...mapOf().strip.cells];
    expect(cells.slice(0, 10)).toEqual(Array(10).fill(cellCode.few));
    expect(cells.slice(10, 25)).toEqual(Array(15).fill(cellCode.one));
    expect(cells.slice(25)).toEqual(Array(975).fill(cellCode.free));
  });

  it('counts blocks by owners, in all every block of the pool', () => {
    const { histogram, pool } = mapOf();
    expect(histogram.map((h) => [h.shade, h.blocks])).toEqual([
      ['one', 15],
      ['few', 10],
      ['many', 0],
      ['free', 975],
    ]);
    expect(histogram.reduce((n, h) => n + h.blocks, 0)).toBe(pool.total);
  });

  it('says what the removal of each device gives back, the most first', () => {
    expect(mapOf().devices.map((d) => [d.id, d.mapped, d.own])).toEqual([
      [1, 20, 10],
      [2, 15, 5],
      [3, 0, 0],
    ]);
  });

  it('hatches what is the selected device’s own and marks what it shares', () => {
    const { strip, selected } = mapOf({ device: '253:1/1' } as never);
    expect(strip.cells[5]).toBe(cellCode.few | cellCode.shares);
    expect(strip.cells[15]).toBe(cellCode.one | cellCode.own);
    expect(strip.cells[22]).toBe(cellCode.one);
    expect(selected).toMatchObject({ id: 1, title: 'box-1-1', mapped: 20, own: 10 });
  });

  it('aggregates by majority and says how much a cell is', () => {
    const { strip } = mapOf({ stripCells: 100 });
    expect(strip.blocksPerCell).toBe(10);
    expect(Array.from(strip.cells.subarray(0, 4))).toEqual([cellCode.few, cellCode.one, cellCode.one, cellCode.free]);
    expect(strip.cells).toHaveLength(100);
  });

  it('shows a window of the pool, kept inside it', () => {
    const { detail } = mapOf({ window: { from: 8, to: 5000 } } as never);
    expect([detail.from, detail.to, detail.cells[0], detail.cells[2]]).toEqual([8, 1000, cellCode.few, cellCode.one]);
  });

  it('names who owns some blocks', () => {
    expect(deriveBlockOwners(host, { pool: '253:1', from: 8, to: 30, limit: 10 })).toEqual({
      from: 8,
      to: 30,
      free: 5,
      owners: [
        { key: '253:1/1', id: 1, owner: 'box-1-1', blocks: 12, at: 8, time: 0 },
        { key: '253:1/2', id: 2, owner: 'box-1-2', blocks: 7, at: 8, time: 0 },
      ],
      total: 2,
    });
  });

  it('says of a pool without mappings that they were not collected, and draws nothing', () => {
    const answer = deriveBlockMap(host, { ...query, pool: '253:2' });
    expect(answer.map).toBeNull();
    expect(answer.pools).toMatchObject([{ because: null }, { name: 'q', absent: 'not-collected' }]);
    expect(deriveBlockOwners(host, { pool: '253:2', from: 0, to: 9, limit: 1 })).toBeNull();
  });

  it('lists the selected device also where many free more', () => {
    const ranges = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [i + 1, [[0, i * 10, i === 30 ? 1 : 5]] as const]),
    );
    const many = thinHost(
      [{ name: 'p', minor: 1, thins: Array.from({ length: 40 }, (_, i) => ({ id: i + 1, is: 'exited' as const })) }],
      { thinMetadata: new Map([['253:1', metadataOfRanges(ranges)]]) },
    );
    const { map } = deriveBlockMap(many, { ...query, device: '253:1/31' });
    const keys = blockMapObjects(map!).map((o) => o.key);
    expect(map!.devices.at(-1)!.id).toBe(31);
    expect(keys).toContain('253:1/31');
    expect(keys.length).toBeLessThan(40);
  });

  it('draws exactly the objects of its twin', () => {
    for (const device of [null, '253:1/2']) {
      const map = mapOf({ device } as never);
      const svg = renderToStaticMarkup(
        createElement(BlockMapFigure, { map, theme: 'light', interaction: null, caption: null }),
      );
      const keys = [...svg.matchAll(/data-key="([^"]*)"/g)].map((m) => m[1]!);
      expect(keys.sort()).toEqual(
        blockMapObjects(map)
          .map((o) => o.key)
          .sort(),
      );
    }
  });
});

describe('what does not change with the window', () => {
  it('is made once per analysis, however often one zooms', () => {
    const whole = mapOf();
    const zoomed = mapOf({ window: { from: 10, to: 20 }, stripCells: 1000, device: '253:1/2' });
    expect(zoomed.devices).toBe(whole.devices);
    expect(zoomed.histogram).toBe(whole.histogram);
    expect(zoomed.damage).toBe(whole.damage);
  });

  it('is made anew for another analysis of the same host, whose findings may differ', () => {
    const again = deriveBlockMap({ ...host }, query).map!;
    expect(again.devices).not.toBe(mapOf().devices);
    expect(again.devices).toEqual(mapOf().devices);
  });
});
