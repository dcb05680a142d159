import { type Absent, isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import { poolBlocks } from '#shared/base/units.ts';
import type { BtreeNode } from '#shared/thin-metadata/btree-node.ts';
import { DamageList } from '#shared/thin-metadata/damage-list.ts';
import { imageOf, type MetadataImage } from '#shared/thin-metadata/image.ts';
import { readU64 } from '#shared/thin-metadata/little-endian.ts';
import { RunColumns } from '#shared/thin-metadata/run-columns.ts';
import { readSuperblock, type SuperblockRoots } from '#shared/thin-metadata/superblock.ts';
import {
  type ThinDetails,
  type ThinLimits,
  type ThinMetadata,
  type ThinMetadataDevice,
  type ThinSuperblock,
  thinLimits,
} from '#shared/thin-metadata/thin-metadata.ts';
import { type WalkState, walkBtree } from '#shared/thin-metadata/walk-btree.ts';

/**
 * A pool's metadata device, read as it lies on disk: the superblock in block 0, the tree of device details, and the tree
 * of devices whose values are the roots of one mapping tree each.
 *
 * Never throws on what the image holds. Without a sound superblock there are no roots and so no devices.
 */
export function readThinImage(input: Uint8Array | MetadataImage, limits: ThinLimits = thinLimits): ThinMetadata {
  const image = input instanceof Uint8Array ? imageOf(input) : input;
  const damage = new DamageList(limits.damage);
  const first = image.block(0);
  const read = first ? readSuperblock(first, 0) : null;
  if (!read?.ok) {
    damage.inBlock(0, read?.what ?? 'missing', read?.because ?? 'the image has no whole block', null);
    return {
      superblock: unreadable(`superblock: ${read?.because ?? 'the image is shorter than a block'}`),
      devices: [],
      allDevices: false,
      runs: new RunColumns(0).finish([]),
      damage: damage.list(),
      moreDamage: 0,
    };
  }
  const checked = new Uint8Array(image.blockCount);
  const state: WalkState = { image, damage, checked, nodesLeft: limits.nodes };
  const { superblock, roots } = read;
  return {
    superblock,
    ...readDevices(state, superblock, roots, limits),
    damage: damage.list(),
    moreDamage: damage.more,
  };
}

interface MappedDevice {
  readonly firstRun: number;
  readonly runCount: number;
  readonly whole: boolean;
}

function readDevices(state: WalkState, superblock: ThinSuperblock, roots: SuperblockRoots, limits: ThinLimits) {
  const details = new Map<number, ThinDetails>();
  const allDetails = walkBtree(state, { root: roots.deviceDetailsRoot, leafValueSize: 24, device: null }, (leaf) =>
    addDetails(leaf, details, limits),
  );
  const devices: { id: number; root: number }[] = [];
  const allDevices = walkBtree(state, { root: roots.dataMappingRoot, leafValueSize: 8, device: null }, (leaf) =>
    addRoots(leaf, devices, limits),
  );
  if (devices.length >= limits.devices || details.size >= limits.devices) {
    state.damage.inBlock(roots.dataMappingRoot, 'limit', `more than ${limits.devices} devices`, null);
  }
  const runs = new RunColumns(limits.runs);
  const dataBlocks = isAbsent(superblock.dataBlocks) ? Number.MAX_SAFE_INTEGER : superblock.dataBlocks;
  const mapped = new Map<number, MappedDevice>();
  for (const { id, root } of devices) mapped.set(id, readMappings(state, id, root, dataBlocks, runs));
  const ids = [...new Set([...mapped.keys(), ...details.keys()])].sort((a, b) => a - b);
  const noDetails: Absent = allDetails
    ? notApplicable('the tree of device details has no row for it')
    : unreadable('a damaged node of the tree of device details');
  let firstRun = 0;
  const groups: (readonly [number, number])[] = [];
  const rows = ids.map((id): ThinMetadataDevice => {
    const own = mapped.get(id) ?? { firstRun: runs.count, runCount: 0, whole: allDevices };
    groups.push([own.firstRun, own.runCount]);
    const row = {
      id,
      details: details.get(id) ?? noDetails,
      firstRun,
      runCount: own.runCount,
      mapped: poolBlocks(runs.mappedIn(own.firstRun, own.firstRun + own.runCount)),
      whole: own.whole,
      line: 0,
    };
    firstRun += own.runCount;
    return row;
  });
  // Each tree alone lists every device: one of them whole is enough.
  const isCapped = devices.length >= limits.devices || details.size >= limits.devices;
  return { devices: rows, allDevices: (allDetails || allDevices) && !isCapped, runs: runs.finish(groups) };
}

/** Value: mapped_blocks (8), transaction_id (8), creation_time (4), snapshotted_time (4). */
function addDetails(
  { view, keysAt, valuesAt, entries }: BtreeNode,
  into: Map<number, ThinDetails>,
  limits: ThinLimits,
) {
  for (let i = 0; i < entries && into.size < limits.devices; i++) {
    const at = valuesAt + 24 * i;
    into.set(readU64(view, keysAt + 8 * i), {
      mappedBlocks: poolBlocks(readU64(view, at)),
      transactionId: readU64(view, at + 8),
      creationTime: view.getUint32(at + 16, true),
      snapTime: view.getUint32(at + 20, true),
    });
  }
}

function addRoots(
  { view, keysAt, valuesAt, entries }: BtreeNode,
  into: { id: number; root: number }[],
  limits: ThinLimits,
) {
  for (let i = 0; i < entries && into.length < limits.devices; i++) {
    into.push({ id: readU64(view, keysAt + 8 * i), root: readU64(view, valuesAt + 8 * i) });
  }
}

/** Value: data block << 24 | time. */
function readMappings(state: WalkState, id: number, root: number, dataBlocks: number, runs: RunColumns): MappedDevice {
  const firstRun = runs.startGroup();
  let whole = true;
  const sound = walkBtree(
    state,
    { root, leafValueSize: 8, device: id },
    ({ view, keysAt, valuesAt, entries }, block) => {
      for (let i = 0; i < entries; i++) {
        const low = view.getUint32(valuesAt + 8 * i, true);
        const data = view.getUint32(valuesAt + 8 * i + 4, true) * 0x100 + (low >>> 24);
        const origin = readU64(view, keysAt + 8 * i);
        if (data >= dataBlocks) {
          state.damage.inBlock(block, 'range', `block ${origin} is mapped to ${data}, the pool has ${dataBlocks}`, id);
          whole = false;
        } else if (!runs.add(origin, data, 1, low & 0xffffff)) {
          state.damage.inBlock(block, 'limit', 'too many mappings', id);
          whole = false;
          return;
        }
      }
    },
  );
  return { firstRun, runCount: runs.count - firstRun, whole: whole && sound };
}
