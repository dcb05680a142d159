import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, notCollected, present } from '#shared/base/absent.ts';
import type {
  BlockMap,
  BlockMapAnswer,
  BlockMapDevice,
  BlockMapQuestion,
  BlockOwners,
} from '#shared/derive/block-map.ts';
import { manyOwners } from '#shared/derive/block-map.ts';
import { addressCells, blockCells } from '#shared/derive/blocks/block-cells.ts';
import { blockUse, metadataDevice, metadataOf } from '#shared/derive/blocks/block-shares.ts';
import { brackets } from '#shared/derive/blocks/brackets.ts';
import { damageLines } from '#shared/derive/blocks/damage-lines.ts';
import { mapRow } from '#shared/derive/thin/map-row.ts';
import { resolveThin } from '#shared/derive/thin/resolve-thin.ts';
import { msg, say } from '#shared/messages/index.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { BlockUse } from '#shared/thin-metadata/block-use.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

export function deriveBlockMap(analysis: Analysis, query: BlockMapQuestion): BlockMapAnswer {
  const { model } = analysis;
  const index = thinIndex(model);
  const asked = query.device === null ? null : resolveThin(analysis, query.device);
  const pools = model.thinPools.map((p) => {
    const metadata = metadataOf(model, p);
    const problem = isAbsent(metadata) ? metadata : isAbsent(p.table) && isAbsent(metadata.superblock) ? p.table : null;
    return { device: p.device, name: p.dmName, because: problem?.because ?? null, absent: problem?.absent ?? null };
  });
  const wanted = query.pool ?? asked?.pools[0] ?? pools.find((p) => p.because === null)?.device;
  const pool = model.thinPools.find((p) => p.device === wanted || p.dmName === wanted);
  const metadata = pool ? metadataOf(model, pool) : null;
  if (!pool || metadata === null || isAbsent(metadata)) return { pools, map: null };
  const selected = asked?.devices.map((key) => index.device.get(key)!).find((d) => d.pool === pool.device) ?? null;
  return { pools, map: mapOf(analysis, pool, metadata, selected?.key ?? null, query) };
}

function mapOf(
  analysis: Analysis,
  pool: ThinPool,
  metadata: ThinMetadata,
  selectedKey: string | null,
  query: BlockMapQuestion,
): BlockMap {
  const { model } = analysis;
  const index = thinIndex(model);
  const use = blockUse(metadata);
  const table = present(pool.table);
  const status = present(pool.status);
  const superblock = present(metadata.superblock);
  const blockSize = (table?.blockSize ?? superblock?.dataBlockSize ?? 128) * 512;
  const told = status?.state === 'active' ? status.totalData : superblock ? present(superblock.dataBlocks) : null;
  const total = Math.max(told ?? 0, table ? Math.floor(table.length / table.blockSize) : 0, use.end);
  const devices = devicesOf(analysis, pool, metadata, use);
  const chosen = devices.find((d) => d.key === selectedKey) ?? null;
  const chosenMetadata = chosen ? metadataDevice(metadata, chosen.id) : null;
  const window = windowOf(query.window, total, use.end);
  return {
    pool: {
      device: pool.device,
      name: pool.dmName,
      blockSize,
      total,
      used: use.mapped,
      lowWater: table && table.lowWaterMark > 0 ? table.lowWaterMark : null,
      transactionId: superblock?.transactionId ?? notCollected('superblock'),
    },
    selected:
      chosen && chosenMetadata
        ? {
            key: chosen.key,
            id: chosen.id,
            title: chosen.owner,
            ...addressOf(
              use,
              metadata,
              chosenMetadata,
              sizeInBlocks(index.device.get(chosen.key)?.size, blockSize),
              query.stripCells,
            ),
            mapped: chosen.mapped,
            own: chosen.own,
          }
        : null,
    strip: blockCells(use, metadata, chosenMetadata, { from: 0, to: total, cells: query.stripCells }),
    detail: blockCells(use, metadata, chosenMetadata, { ...window, cells: query.detailCells }),
    brackets: brackets(use, metadata, devices, window, chosen),
    histogram: histogramOf(use, total),
    devices: query.devices ? devices : [],
    mappedBlocks: devices.reduce((sum, d) => sum + d.mapped, 0),
    devicesRead: metadata.devices.filter((d) => d.whole).length,
    devicesKnown: new Set([
      ...(index.devicesOf.get(pool.device) ?? []).map((d) => present(d.id)),
      ...metadata.devices.map((d) => d.id),
    ]).size,
    damage: damageLines(metadata),
  };
}

/** From 0 to a little beyond what is used: a tail of free blocks is told in words. */
function windowOf(
  asked: { readonly from: number; readonly to: number } | null,
  total: number,
  end: number,
): { readonly from: number; readonly to: number } {
  if (asked) {
    const from = Math.max(0, Math.min(asked.from, Math.max(0, total - 1)));
    return { from, to: Math.max(from + 1, Math.min(asked.to, total)) };
  }
  const beyond = Math.ceil((end * 1.05) / 256) * 256;
  return { from: 0, to: Math.max(1, Math.min(total, beyond * 2 >= total ? total : beyond)) };
}

function addressOf(
  use: BlockUse,
  metadata: ThinMetadata,
  device: Parameters<typeof addressCells>[2],
  size: number | Absent,
  cells: number,
) {
  const { runs } = metadata;
  const last = device.firstRun + device.runCount - 1;
  const end = device.runCount > 0 ? runs.origin[last]! + runs.length[last]! : 1;
  return { address: addressCells(use, metadata, device, present(size) ?? end, cells), size };
}

const sizeInBlocks = (size: number | Absent | undefined, blockSize: number): number | Absent =>
  size === undefined ? notCollected('dm-table') : isAbsent(size) ? size : Math.ceil((size * 512) / blockSize);

/** Devices of the metadata with their owners; the one that gives back most stands first. */
function devicesOf(
  analysis: Analysis,
  pool: ThinPool,
  metadata: ThinMetadata,
  use: BlockUse,
): readonly BlockMapDevice[] {
  const index = thinIndex(analysis.model);
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

function histogramOf(use: BlockUse, total: number): BlockMap['histogram'] {
  const sums = { one: 0, few: 0, many: 0, free: 0 };
  const ends = { few: [manyOwners, 0] as [number, number], many: [Number.MAX_SAFE_INTEGER, 0] as [number, number] };
  use.eachStretch(0, total, (from, to, owners) => {
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

/** Who owns blocks `from` … `to` of a pool; null when its mappings are not there. */
export function deriveBlockOwners(
  { model, ...rest }: Analysis,
  query: { readonly pool: string; readonly from: number; readonly to: number; readonly limit: number },
): BlockOwners | null {
  const pool = model.thinPools.find((p) => p.device === query.pool);
  const metadata = pool ? metadataOf(model, pool) : null;
  if (!pool || metadata === null || isAbsent(metadata)) return null;
  const { from, to } = query;
  const { runs } = metadata;
  const use = blockUse(metadata);
  let free = 0;
  use.eachStretch(from, to, (a, b, owners) => {
    if (owners === 0) free += b - a;
  });
  const index = thinIndex(model);
  const owners: BlockOwners['owners'][number][] = [];
  for (const { id, firstRun, runCount } of metadata.devices) {
    let blocks = 0;
    let first = -1;
    for (let run = firstRun; run < firstRun + runCount; run++) {
      const start = Math.max(runs.data[run]!, from);
      const end = Math.min(runs.data[run]! + runs.length[run]!, to);
      if (start >= end) continue;
      blocks += end - start;
      if (first < 0) first = run;
    }
    if (first < 0) continue;
    const key = `${pool.device}/${id}`;
    const device = index.device.get(key);
    owners.push({
      key,
      id,
      owner: device ? mapRow({ model, ...rest }, device).owner : say(msg('devmap.owner-unknown')),
      blocks,
      at: runs.origin[first]! + Math.max(0, from - runs.data[first]!),
      time: runs.time[first]!,
    });
  }
  owners.sort((a, b) => b.blocks - a.blocks || a.id - b.id);
  return { from, to, free, owners: owners.slice(0, query.limit), total: owners.length };
}
