import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { poolBlocks } from '#shared/base/units.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import { deviceMapObjects } from '#shared/derive/device-map-objects.ts';
import { deriveDeviceMap } from '#shared/derive/index.ts';
import { DeviceMapFigure, deviceMapCounts } from '#shared/figures/DeviceMapFigure.tsx';
import { layoutDeviceMap } from '#shared/figures/device-map-layout.ts';
import { type DrawnPool, type DrawnThin, thinHost } from '#test/builders/thin-host.ts';

const manyThins = (n: number): readonly DrawnThin[] =>
  Array.from({ length: n }, (_, i): DrawnThin => {
    const is = (['layer', 'exited', 'init', 'running', 'exited'] as const)[i % 5]!;
    return { id: i + 1, is: i % 997 === 0 ? 'orphan' : is };
  });

const hosts: Readonly<Record<string, readonly DrawnPool[]>> = {
  healthy: [{ name: 'p', minor: 1, thins: manyThins(8).slice(1) }],
  'nearly full': [{ name: 'p', minor: 1, status: { usedData: poolBlocks(884) }, thins: manyThins(12) }],
  failed: [{ name: 'p', minor: 1, status: 'failed', thins: [{ id: 1, is: 'running', failed: true }] }],
  'queueing, beside others': [
    { name: 'p', minor: 1, status: { mode: 'out_of_data_space', usedData: poolBlocks(1000) } },
    { name: 'q', minor: 2, thins: manyThins(3) },
    { name: 'r', minor: 3, status: 'not-collected' },
  ],
  'without pools': [],
};

const draw = (map: DeviceMap, theme: 'dark' | 'light' = 'dark') =>
  renderToStaticMarkup(createElement(DeviceMapFigure, { map, theme, interaction: null, caption: null }));
const keysOf = (svg: string): readonly string[] => [...svg.matchAll(/data-key="([^"]*)"/g)].map((m) => m[1]!);
const mapOf = (pools: readonly DrawnPool[]) =>
  deriveDeviceMap(thinHost(pools), { focus: null, expanded: [], onlyTrouble: false });

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;

function expectApart(map: DeviceMap): void {
  const { disks, backing, pools, rows, outside } = layoutDeviceMap(map);
  const boxes: readonly Box[] = [...disks, ...backing, ...pools, ...rows, ...outside];
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length; j++) expect(overlap(boxes[i]!, boxes[j]!)).toBe(false);
  }
}

describe.each(Object.entries(hosts))('the picture of a host that is %s', (_, pools) => {
  it('has exactly the objects of its table twin, each once', () => {
    const map = mapOf(pools);
    expect([...keysOf(draw(map))].sort()).toEqual(
      deviceMapObjects(map)
        .map((o) => o.key)
        .sort(),
    );
  });

  it('lets no box cover another', () => expectApart(mapOf(pools)));

  it('is the same in every run, and differs in colours only between themes', () => {
    const map = mapOf(pools);
    expect(draw(map)).toBe(draw(mapOf(pools)));
    const grey = (svg: string) => svg.replaceAll(/#[0-9A-Fa-f]{6}/g, '#');
    expect(grey(draw(map, 'light'))).toBe(grey(draw(map, 'dark')));
  });
});

describe('a pool of 20,000 devices', () => {
  const map = mapOf([{ name: 'huge', minor: 1, thins: manyThins(20_000) }]);

  it('stays one legible picture and counts every device', () => {
    expect(map.pools[0]!.rows.length).toBeLessThan(60);
    expect(map.counts.inFull + map.counts.inGroups).toBe(20_000);
    expect(map.pools[0]!.rows.reduce((n, r) => n + r.count, 0)).toBe(20_000);
    expect(deviceMapCounts(map)).toContain('20,000 of 20,000 thin devices');
    expect(layoutDeviceMap(map).height).toBeLessThan(1200);
    expectApart(map);
  });

  it('has its twin counted the same', () => {
    expect(keysOf(draw(map))).toHaveLength(deviceMapObjects(map).length);
    expect(
      deviceMapObjects(map)
        .filter((o) => o.kind === 'device' || o.kind === 'group')
        .reduce((n, o) => n + o.devices, 0),
    ).toBe(20_000);
  });

  it('keeps opened groups bounded too', () => {
    const keys = map.pools[0]!.rows.filter((r) => r.count > 1).map((r) => r.key);
    const opened = deriveDeviceMap(thinHost([{ name: 'huge', minor: 1, thins: manyThins(20_000) }]), {
      focus: null,
      expanded: keys,
      onlyTrouble: false,
    });
    expect(opened.counts.inFull + opened.counts.inGroups).toBe(20_000);
    expect(opened.pools[0]!.rows.length).toBeLessThan(2000);
  });
});

it('escapes what a host named itself', () => {
  const svg = draw(mapOf([{ name: '<script>\u202e\x1b[2J', minor: 1 }]));
  expect(svg).not.toContain('<script>');
  expect(svg).not.toMatch(/[\u202e\x1b]/);
});
