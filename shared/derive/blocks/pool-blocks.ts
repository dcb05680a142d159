import { present } from '#shared/base/absent.ts';
import { type BlockMap, type BlockMapDevice, manyOwners } from '#shared/derive/block-map.ts';
import { blockUse } from '#shared/derive/blocks/block-shares.ts';
import { damageLines } from '#shared/derive/blocks/damage-lines.ts';
import { mapRow } from '#shared/derive/thin/map-row.ts';
import { msg, say } from '#shared/messages/index.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/** What the block map says of a pool whatever its window is. */
export interface PoolBlocksFacts {
  /** Every device of the metadata; the one that gives back most stands first. */
  readonly devices: readonly BlockMapDevice[];
  readonly byId: ReadonlyMap<number, BlockMapDevice>;
  readonly mappedBlocks: number;
  readonly devicesRead: number;
  readonly devicesKnown: number;
  readonly damage: readonly string[];
  readonly histogram: BlockMap['histogram'];
  /** Blocks of the data device. */
  readonly total: number;
}

const facts = new WeakMap<Analysis, Map<string, PoolBlocksFacts>>();

/** Kept per analysis: zooming asks many times a second, and a pool may have 20,000 devices. */
export function poolBlocksFacts(analysis: Analysis, pool: ThinPool, metadata: ThinMetadata): PoolBlocksFacts {
  const known = facts.get(analysis) ?? new Map<string, PoolBlocksFacts>();
  facts.set(analysis, known);
  let made = known.get(pool.device);
  if (!made) known.set(pool.device, (made = factsOf(analysis, pool, metadata)));
  return made;
}

function factsOf(analysis: Analysis, pool: ThinPool, metadata: ThinMetadata): PoolBlocksFacts {
  const devices = devicesOf(analysis, pool, metadata);
  const total = totalOf(pool, metadata);
  return {
    devices,
    byId: new Map(devices.map((d) => [d.id, d])),
    mappedBlocks: devices.reduce((sum, d) => sum + d.mapped, 0),
    devicesRead: metadata.devices.filter((d) => d.whole).length,
    devicesKnown: new Set([
      ...(thinIndex(analysis.model).devicesOf.get(pool.device) ?? []).map((d) => present(d.id)),
      ...metadata.devices.map((d) => d.id),
    ]).size,
    damage: damageLines(metadata),
    histogram: histogramOf(metadata, total),
    total,
  };
}

function totalOf(pool: ThinPool, metadata: ThinMetadata): number {
  const table = present(pool.table);
  const status = present(pool.status);
  const superblock = present(metadata.superblock);
  const told = status?.state === 'active' ? status.totalData : superblock ? present(superblock.dataBlocks) : null;
  return Math.max(told ?? 0, table ? Math.floor(table.length / table.blockSize) : 0, blockUse(metadata).end);
}

function devicesOf(analysis: Analysis, pool: ThinPool, metadata: ThinMetadata): readonly BlockMapDevice[] {
  const index = thinIndex(analysis.model);
  const use = blockUse(metadata);
  return metadata.devices
    .map((found): BlockMapDevice => {
      const own = use.exclusive(found);
      const device = index.device.get(`${pool.device}/${found.id}`);
      const base = { key: `${pool.device}/${found.id}`, id: found.id, mapped: found.mapped, own, frees: own };
      if (!device) {
        return { ...base, owner: say(msg('devmap.owner-unknown')), ownerShape: 'unknown', state: '', trouble: 'none' };
      }
      const row = mapRow(analysis, device);
      const state = row.state !== '' ? row.state : row.ownerShape === 'layer' ? say(msg('blocks.layer')) : '';
      return { ...base, owner: row.owner, ownerShape: row.ownerShape, state, trouble: row.trouble };
    })
    .sort((a, b) => b.own - a.own || b.mapped - a.mapped || a.id - b.id);
}

function histogramOf(metadata: ThinMetadata, total: number): BlockMap['histogram'] {
  const sums = { one: 0, few: 0, many: 0, free: 0 };
  const ends = { few: [manyOwners, 0] as [number, number], many: [Number.MAX_SAFE_INTEGER, 0] as [number, number] };
  blockUse(metadata).eachStretch(0, total, (from, to, owners) => {
    const shade = owners === 0 ? 'free' : owners === 1 ? 'one' : owners < manyOwners ? 'few' : 'many';
    sums[shade] += to - from;
    if (shade === 'few' || shade === 'many') {
      ends[shade][0] = Math.min(ends[shade][0], owners);
      ends[shade][1] = Math.max(ends[shade][1], owners);
    }
  });
  const range = (shade: 'few' | 'many') => (sums[shade] === 0 ? [0, 0] : ends[shade]);
  return [
    { shade: 'one', low: 1, high: 1, blocks: sums.one },
    { shade: 'few', low: range('few')[0]!, high: range('few')[1]!, blocks: sums.few },
    { shade: 'many', low: range('many')[0]!, high: range('many')[1]!, blocks: sums.many },
    { shade: 'free', low: 0, high: 0, blocks: sums.free },
  ];
}
