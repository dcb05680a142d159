import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, notCollected, present } from '#shared/base/absent.ts';
import type { BlockMap, BlockMapAnswer, BlockMapQuestion, BlockOwners } from '#shared/derive/block-map.ts';
import { addressCells, blockCells } from '#shared/derive/blocks/block-cells.ts';
import { blockUse, metadataDevice, metadataOf } from '#shared/derive/blocks/block-shares.ts';
import { brackets } from '#shared/derive/blocks/brackets.ts';
import { poolBlocksFacts } from '#shared/derive/blocks/pool-blocks.ts';
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
  return { pools, map: mapOf(analysis, pool, metadata, selected ? present(selected.id) : null, query) };
}

function mapOf(
  analysis: Analysis,
  pool: ThinPool,
  metadata: ThinMetadata,
  selectedId: number | null,
  query: BlockMapQuestion,
): BlockMap {
  const { model } = analysis;
  const index = thinIndex(model);
  const use = blockUse(metadata);
  const table = present(pool.table);
  const superblock = present(metadata.superblock);
  const blockSize = (table?.blockSize ?? superblock?.dataBlockSize ?? 128) * 512;
  const known = poolBlocksFacts(analysis, pool, metadata);
  const { total, devices } = known;
  const chosen = (selectedId === null ? undefined : known.byId.get(selectedId)) ?? null;
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
    brackets: brackets(use, metadata, known.byId, window, chosen),
    histogram: known.histogram,
    devices: query.devices ? devices : [],
    mappedBlocks: known.mappedBlocks,
    devicesRead: known.devicesRead,
    devicesKnown: known.devicesKnown,
    damage: known.damage,
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

/** Who owns blocks `from` … `to` of a pool; null when its mappings are not there. */
export function deriveBlockOwners(
  analysis: Analysis,
  query: { readonly pool: string; readonly from: number; readonly to: number; readonly limit: number },
): BlockOwners | null {
  const { model } = analysis;
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
  const found: Omit<BlockOwners['owners'][number], 'owner'>[] = [];
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
    found.push({
      key: `${pool.device}/${id}`,
      id,
      blocks,
      at: runs.origin[first]! + Math.max(0, from - runs.data[first]!),
      time: runs.time[first]!,
    });
  }
  found.sort((a, b) => b.blocks - a.blocks || a.id - b.id);
  const owners = found.slice(0, query.limit).map((row) => {
    const device = index.device.get(row.key);
    return { ...row, owner: device ? mapRow(analysis, device).owner : say(msg('devmap.owner-unknown')) };
  });
  return { from, to, free, owners, total: found.length };
}
