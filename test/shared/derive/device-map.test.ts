import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { metadataBlocks, poolBlocks } from '#shared/base/units.ts';
import { deriveDeviceMap, derivePoolRows, deriveThinDeviceRows } from '#shared/derive/index.ts';
import { DeviceMapFigure } from '#shared/figures/DeviceMapFigure.tsx';
import type { ActivePoolStatus } from '#shared/model/thin.ts';
import { type DrawnPool, type DrawnThin, thinHost } from '#test/builders/thin-host.ts';

const whole = { focus: null, expanded: [], onlyTrouble: false } as const;
const mapOf = (pools: readonly DrawnPool[], query: Partial<Parameters<typeof deriveDeviceMap>[1]> = {}) =>
  deriveDeviceMap(thinHost(pools), { ...whole, ...query });

const full: Partial<ActivePoolStatus> = { mode: 'out_of_data_space', usedData: poolBlocks(1000) };

describe("a pool's state is decoded in words", () => {
  it.each<[string, DrawnPool['status'], readonly string[], string, string, string]>([
    ['failed', 'failed', [], 'failed', 'Fail', 'no numbers in status'],
    ['a query that failed', 'error', [], 'unknown', 'Error', 'the query failed'],
    ['without a table', 'no-table', [], 'no-table', 'has no table', 'owned by docker /var/lib/docker'],
    ['not collected', 'not-collected', [], 'unknown', 'state not known', 'not collected: dm-status'],
    ['full, queueing', full, [], 'queueing', 'data full: writes wait', 'error after 60 s'],
    [
      'full, after the timeout',
      { ...full, noSpace: 'error_if_no_space' },
      [],
      'erroring',
      'data full: writes fail',
      'queued, timed out',
    ],
    [
      'full, set to error',
      { ...full, noSpace: 'error_if_no_space' },
      ['error_if_no_space'],
      'erroring',
      'data full: writes fail',
      'set to error',
    ],
    [
      'metadata full',
      { mode: 'ro', needsCheck: true, usedMetadata: metadataBlocks(31), totalMetadata: metadataBlocks(32) },
      [],
      'read-only',
      'read-only, needs_check',
      'metadata full',
    ],
    ['read-only on purpose', { mode: 'ro' }, ['read_only'], 'read-only', 'read-only', 'so its table says'],
    ['nearly full', { usedData: poolBlocks(884) }, [], 'nearly-full', 'data nearly full', '88.4 %'],
    ['healthy', {}, [], 'calm', 'rw', 'owned by docker /var/lib/docker'],
  ])('%s', (_, status, features, shape, state, why) => {
    const [pool] = mapOf([{ name: 'p', minor: 1, status: status!, features }]).pools;
    expect(pool).toMatchObject({ shape, state, why });
    expect(pool!.data.share === null).toBe(typeof status === 'string');
  });

  it('marks a wall where nothing more goes in, and hatches what has no numbers', () => {
    const [failed, filled] = mapOf([
      { name: 'a', minor: 1, status: 'failed' },
      { name: 'b', minor: 2, status: full },
    ]).pools;
    expect(failed!.data).toMatchObject({ share: null, text: 'not readable' });
    expect(filled!.data).toMatchObject({ share: 1, full: true, trouble: 'crit' });
    expect(filled!.metadata).toMatchObject({ full: false, trouble: 'none' });
  });
});

describe('the device map', () => {
  const mixed: readonly DrawnThin[] = [
    { id: 1, is: 'base' },
    { id: 2, is: 'layer' },
    { id: 3, is: 'layer' },
    { id: 10, is: 'exited' },
    { id: 11, is: 'init' },
    { id: 12, is: 'exited' },
    { id: 13, is: 'init' },
    { id: 14, is: 'running' },
    { id: 4242, is: 'orphan', active: true },
    { id: 4243, is: 'orphan' },
  ];

  it('puts trouble first: pools by their state, rows by what is wrong with them', () => {
    const map = mapOf([
      { name: 'calm', minor: 1 },
      { name: 'near', minor: 2, status: { usedData: poolBlocks(900) } },
      { name: 'dead', minor: 3, status: 'failed' },
      { name: 'inside', minor: 4, thins: mixed },
    ]);
    expect(map.pools.map((p) => p.title)).toEqual(['dead', 'near', 'inside', 'calm']);
    expect(map.pools[2]!.rows.slice(0, 3).map((r) => [r.idText, r.orphan])).toEqual([
      ['4242', true],
      ['4243', true],
      ['14', false],
    ]);
  });

  it('groups what is equal in what was asked, and loses no device', () => {
    const map = mapOf([{ name: 'p', minor: 1, thins: mixed }]);
    expect(map.pools[0]!.rows.map((r) => [r.count, r.owner])).toEqual([
      [1, 'nobody'],
      [1, 'nobody'],
      [1, 'box-1-14'],
      [2, '2 containers'],
      [3, '2 image layers and base'],
      [2, '2 init layers'],
    ]);
    expect(map.counts).toMatchObject({ devices: 10, inFull: 3, inGroups: 7, groups: 3, leftOut: 0 });
  });

  it('opens a group by its key', () => {
    const closed = mapOf([{ name: 'p', minor: 1, thins: mixed }]);
    const group = closed.pools[0]!.rows.find((r) => r.owner === '2 containers')!;
    const open = mapOf([{ name: 'p', minor: 1, thins: mixed }], { expanded: [group.key] });
    expect(open.pools[0]!.rows.map((r) => r.owner)).toEqual(expect.arrayContaining(['box-1-10', 'box-1-12']));
    expect(open.counts.inFull).toBe(5);
  });

  it('calls nobody’s device an orphan only where somebody keeps books', () => {
    const map = mapOf([{ name: 'p', minor: 1, owner: 'nobody', thins: [{ id: 7, is: 'orphan', active: true }] }]);
    expect(map.pools[0]!.rows[0]).toMatchObject({ orphan: false, ownerShape: 'volume', trouble: 'none' });
  });

  it('with only trouble: calm things are counted, not drawn', () => {
    const map = mapOf(
      [
        { name: 'calm', minor: 1, thins: [{ id: 1, is: 'running' }] },
        { name: 'p', minor: 2, thins: mixed },
      ],
      { onlyTrouble: true },
    );
    expect(map.pools.map((p) => [p.title, p.rows.length, p.leftOut])).toEqual([['p', 2, 8]]);
    expect(map.counts).toMatchObject({ pools: 2, poolsDrawn: 1, devices: 11, inFull: 2, leftOut: 9 });
  });

  it('shows the pool of what was asked for', () => {
    const pools: readonly DrawnPool[] = [
      { name: 'a', minor: 1, thins: [{ id: 1, is: 'running' }] },
      { name: 'b', minor: 2, thins: [{ id: 5, is: 'exited' }] },
    ];
    for (const focus of ['b', '253:2', 'box-2-5', '253:2/5', 'thin 5']) {
      expect(mapOf(pools, { focus }).pools.map((p) => p.title)).toEqual(['b']);
    }
    expect(mapOf(pools, { focus: 'nowhere' }).pools).toHaveLength(2);
  });

  it('shows failed and unread devices as such', () => {
    const map = mapOf([{ name: 'p', minor: 1, thins: [{ id: 1, is: 'running', failed: true }] }]);
    expect(map.pools[0]!.rows[0]).toMatchObject({ slot: 'failed', state: 'Fail', trouble: 'crit' });
  });

  it('is equal for equal input', () => {
    expect(mapOf([{ name: 'p', minor: 1, thins: mixed }])).toEqual(mapOf([{ name: 'p', minor: 1, thins: mixed }]));
  });
});

describe('a group in the picture', () => {
  it('is never cut to nothing by its own state', () => {
    const thins = Array.from({ length: 6500 }, (_, i): DrawnThin => ({ id: i + 1, is: 'exited', active: i < 40 }));
    const map = mapOf([{ name: 'p', minor: 1, thins }]);
    const svg = renderToStaticMarkup(
      createElement(DeviceMapFigure, { map, theme: 'dark', interaction: null, caption: null }),
    );
    expect(svg).toMatch(/>6,500 stopped<\/text>/);
    expect(svg).toContain('>40 active</text>');
  });
});

describe('the tables', () => {
  const page = { filter: '', sort: null, offset: 0, limit: 100 };

  it('have every pool and every device, never a group', () => {
    const thins = Array.from({ length: 30 }, (_, i): DrawnThin => ({ id: i + 1, is: 'layer' }));
    const host = thinHost([
      { name: 'p', minor: 1, thins },
      { name: 'q', minor: 2, status: 'failed' },
    ]);
    expect(derivePoolRows(host, page)).toMatchObject({ total: 2, matching: 2 });
    expect(deriveThinDeviceRows(host, page)).toMatchObject({ total: 30, matching: 30 });
    expect(derivePoolRows(host, { ...page, filter: 'Fail' }).rows.map((r) => r.name)).toEqual(['q']);
    expect(deriveThinDeviceRows(host, { ...page, filter: 'id:7' }).rows.map((r) => r.key)).toEqual(['253:1/7']);
  });

  it('never show a failed pool as empty', () => {
    const [row] = derivePoolRows(thinHost([{ name: 'q', minor: 2, status: 'failed' }]), page).rows;
    expect(row!.dataUsed).toMatchObject({ absent: 'unreadable' });
  });
});
