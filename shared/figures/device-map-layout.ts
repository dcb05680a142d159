import type { DeviceMap, MapBacking, MapDisk, MapOutside, MapPool, MapRow } from '#shared/derive/device-map.ts';
import { shownWidth } from '#shared/figures/shown-width.ts';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedPool extends Place {
  readonly pool: MapPool;
  /** Middle of the data and of the metadata gauge. */
  readonly dataY: number;
  readonly metadataY: number;
}

export interface DeviceMapLayout {
  readonly width: number;
  readonly height: number;
  readonly disks: readonly (Place & { readonly disk: MapDisk })[];
  readonly backing: readonly (Place & { readonly backing: MapBacking; readonly pool: PlacedPool })[];
  readonly pools: readonly PlacedPool[];
  readonly rows: readonly (Place & { readonly row: MapRow; readonly pool: PlacedPool })[];
  /** Lines that lead from a pool to its rows. */
  readonly trunks: readonly { readonly pool: PlacedPool; readonly from: number; readonly to: number }[];
  readonly outside: readonly (Place & { readonly thing: MapOutside })[];
  /** Top of the last line. */
  readonly outsideY: number;
  readonly notReadY: number;
}

/** Px. Rows are 15 high here; the same objects stand 24 apart in the table. */
export const mapColumns = {
  width: 1264,
  disk: { x: 16, width: 100 },
  backing: { x: 146, width: 214, height: 16, pitch: 17 },
  pool: { x: 400, width: 256, least: 54 },
  trunk: 680,
  row: { x: 694, width: 556, pitch: 15 },
  top: 22,
  poolGap: 8,
  diskGap: 12,
} as const;

/** Room under a pool for the line of an external origin. */
const originRoom = 14;

export function layoutDeviceMap(map: DeviceMap): DeviceMapLayout {
  const byKey = new Map(map.pools.map((p) => [p.key, p]));
  const disks: DeviceMapLayout['disks'][number][] = [];
  const backing: DeviceMapLayout['backing'][number][] = [];
  const pools: PlacedPool[] = [];
  const rows: DeviceMapLayout['rows'][number][] = [];
  const trunks: DeviceMapLayout['trunks'][number][] = [];
  let y: number = mapColumns.top;
  for (const disk of map.disks) {
    const start = y;
    for (const key of disk.pools) {
      const placed = placePool(byKey.get(key)!, y);
      pools.push(placed);
      backing.push(...placeBacking(placed));
      const own = placeRows(placed);
      rows.push(...own);
      const [first, last] = [own[0], own.at(-1)];
      if (first && last) trunks.push({ pool: placed, from: middleOf(first), to: middleOf(last) });
      y = Math.max(bottomOf(placed), bottomOf(last), bottomOf(backing.at(-1))) + mapColumns.poolGap;
      if (placed.pool.backing.some((b) => b.role === 'external-origin')) y += originRoom - 4;
    }
    const height = Math.max(y - mapColumns.poolGap - start, diskLeast(disk));
    disks.push({ ...mapColumns.disk, y: start, height, disk });
    y = start + height + mapColumns.diskGap;
  }
  const outside = placeOutside(map.outside, y);
  const outsideEnd = map.outside.length > 0 || map.outsideMore > 0 ? (bottomOf(outside.at(-1)) || y + 14) + 8 : y;
  const height = outsideEnd + (map.notRead.length > 0 ? 18 : 0);
  return {
    width: mapColumns.width,
    height: height + 6,
    disks,
    backing,
    pools,
    rows,
    trunks,
    outside,
    outsideY: y,
    notReadY: outsideEnd + 10,
  };
}

const bottomOf = (place: Place | undefined): number => (place ? place.y + place.height : 0);
export const middleOf = (place: Place): number => place.y + place.height / 2;

/** Title, rim, and a line for each thing on it. */
const diskLeast = (disk: MapDisk): number => Math.max(54, 36 + disk.lines.length * 16);

function placePool(pool: MapPool, y: number): PlacedPool {
  const height = Math.max(mapColumns.pool.least, pool.rows.length * mapColumns.row.pitch);
  return { pool, x: mapColumns.pool.x, width: mapColumns.pool.width, y, height, dataY: y + 35, metadataY: y + 46 };
}

const placeBacking = (pool: PlacedPool): DeviceMapLayout['backing'] =>
  pool.pool.backing.map((backing, i) => ({
    backing,
    pool,
    x: mapColumns.backing.x,
    width: mapColumns.backing.width,
    y: pool.y + i * mapColumns.backing.pitch,
    height: mapColumns.backing.height,
  }));

const placeRows = (pool: PlacedPool): DeviceMapLayout['rows'] =>
  pool.pool.rows.map((row, i) => ({
    row,
    pool,
    x: mapColumns.row.x,
    width: mapColumns.row.width,
    y: pool.y + 0.5 + i * mapColumns.row.pitch,
    height: mapColumns.row.pitch,
  }));

/** Facts that fit below the gauges of a pool. */
export const factsShown = ({ pool, height }: PlacedPool): number =>
  Math.max(0, Math.min(pool.facts.length, Math.floor((height - 2 - 72) / 16) + 1));

/** Side by side, in as many lines as they need. */
function placeOutside(outside: readonly MapOutside[], top: number): DeviceMapLayout['outside'] {
  const placed: DeviceMapLayout['outside'][number][] = [];
  let x: number = mapColumns.backing.x;
  let y = top;
  for (const thing of outside) {
    const width = Math.min(
      520,
      Math.ceil(32 + shownWidth(thing.title, 'sans500', 11) + 8 + shownWidth(thing.aside, 'sans400', 11)),
    );
    if (x > mapColumns.backing.x && x + width > mapColumns.width - 16) {
      x = mapColumns.backing.x;
      y += 18;
    }
    placed.push({ thing, x, y, width, height: 14 });
    x += width + 24;
  }
  return placed;
}
