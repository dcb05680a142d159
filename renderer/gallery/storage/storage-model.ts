import { metadataOf } from '#renderer/gallery/storage/metadata.ts';
import {
  blockSize,
  type DrawnDevice,
  type DrawnPool,
  deviceBlocks,
  hex,
} from '#renderer/gallery/storage/pool-drawing.ts';
import { notCollected, unreadable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { bytes, metadataBlocks, poolBlocks, sectors } from '#shared/base/units.ts';
import type { BlockDevice, LoopDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import type { DockerDevice, ImageLayer } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ActiveThin, PoolStatus, ThinDevice, ThinPool } from '#shared/model/thin.ts';

const root = '/var/lib/docker';
const prefix = 'docker-254:0-131182';
const line = (evidence: string, at: number): SourceRef => ({ evidence, line: at });

/** What the window calls such a host, so that no picture of it passes for a real one. */
export const constructedName = 'constructed-host';

/** A host as the model has it, with the drawn pools in place of its own storage. Constructed, and named so. */
export function withStorage(base: HostModel, pools: readonly DrawnPool[]): HostModel {
  const docker = pools.filter((p) => p.owner === 'docker');
  const dockerDevices = docker.flatMap((p) => p.devices.flatMap((d) => dockerDevice(p, d)));
  return {
    ...base,
    host: { ...base.host, name: constructedName },
    thinPools: pools.map(poolRow),
    thinDevices: pools.flatMap((p) => p.devices.map((d, i) => thinDevice(p, d, i))),
    thinMetadata: new Map(
      pools
        .filter((p) => p.withMetadata)
        .map((p) => [
          dev(p.minor),
          metadataOf(
            [...p.devices].sort((a, b) => a.id - b.id),
            { totalData: p.totalData, blockSize, transactionId: 65 },
          ),
        ]),
    ),
    dmTargets: [],
    blockDevices: [disk, ...pools.flatMap(backingBlocks)],
    loopDevices: pools.flatMap(backingLoops),
    dockerDevices,
    devicemapperRoots: docker.slice(0, 1).map((p) => ({
      engineRoot: root,
      prefix,
      prefixInUse: prefix,
      pool: dev(p.minor),
      nextDeviceId: 70_000,
      baseDeviceUuid: notCollected('constructed'),
      baseDeviceFilesystem: 'xfs',
      transaction: notCollected('constructed'),
      source: line('docker-device-metadata', 1),
    })),
    containers: docker.flatMap((p) => p.devices.flatMap((d) => container(base, d))),
    storageOptions: [],
    imageLayers: docker.flatMap((p) => p.devices.flatMap(imageLayer)),
    images: [],
    snapshotters: [],
    lvmVolumeGroups: [],
    lvmThinPools: [],
    lvmThinVolumes: [],
    udevCookies: [],
    xfsRetries: [],
  };
}

const dev = (minor: number): string => `253:${minor}`;
const activeMinor = (pool: DrawnPool, index: number): number => pool.minor * 1000 + 100 + index;
const hashOf = (device: DrawnDevice): string =>
  device.owner.kind === 'layer' && device.owner.name === 'base' ? 'base' : hex(device.id * 31 + 5);

function poolRow(pool: DrawnPool): ThinPool {
  const status = statusOf(pool);
  return {
    device: dev(pool.minor),
    dmName: pool.name,
    dmUuid: null,
    table: {
      length: sectors(pool.totalData * blockSize),
      metadataDevice: `7:${pool.minor * 2 + 1}`,
      dataDevice: `7:${pool.minor * 2}`,
      blockSize: sectors(blockSize),
      lowWaterMark: poolBlocks(pool.lowWater),
      features: ['skip_block_zeroing', ...(pool.state === 'erroring' ? ['error_if_no_space'] : [])],
      source: line('dm-table', pool.minor),
    },
    status,
    again: status,
    suspended: false,
    owner:
      pool.owner === 'docker'
        ? { kind: 'docker', root, proof: [{ by: 'device-metadata', source: line('docker-device-metadata', 1) }] }
        : { kind: 'nobody' },
    otherOwners: [],
    lvm: null,
    deviceIds: pool.withMetadata ? new Set(pool.devices.map((d) => d.id)) : notCollected('thin-metadata'),
    source: line('dm-table', pool.minor),
  };
}

function statusOf(pool: DrawnPool): PoolStatus {
  const source = line('dm-status', pool.minor);
  if (pool.state === 'failed') return { state: 'failed', source };
  const full = pool.state === 'queueing' || pool.state === 'erroring';
  return {
    state: 'active',
    transactionId: 65,
    usedMetadata: metadataBlocks(pool.usedMetadata),
    totalMetadata: metadataBlocks(pool.totalMetadata),
    usedData: poolBlocks(pool.usedData),
    totalData: poolBlocks(pool.totalData),
    heldRoot: null,
    mode: full ? 'out_of_data_space' : pool.state === 'ro' || pool.state === 'needs-check' ? 'ro' : 'rw',
    discard: 'discard_passdown',
    noSpace: pool.state === 'erroring' ? 'error_if_no_space' : 'queue_if_no_space',
    needsCheck: pool.state === 'needs-check',
    metadataLowWaterMark: metadataBlocks(1024),
    source,
  };
}

function thinDevice(pool: DrawnPool, device: DrawnDevice, index: number): ThinDevice {
  const mapped = device.runs.reduce((sum, r) => sum + r.length, 0);
  const known = line('docker-device-metadata', index + 1);
  const readable = pool.state !== 'failed';
  return {
    key: `${dev(pool.minor)}/${device.id}`,
    pool: dev(pool.minor),
    id: device.id,
    active: device.active ? [activeThin(pool, device, index, mapped)] : [],
    size: sectors(deviceBlocks * blockSize),
    mapped: readable ? sectors(mapped * blockSize) : unreadable('Fail'),
    knownFrom:
      device.owner.kind === 'nobody' || pool.owner === 'nobody'
        ? [{ from: 'table', source: line('dm-table', activeMinor(pool, index)) }]
        : [{ from: 'docker-metadata', engineRoot: root, hash: hashOf(device), source: known }],
    source: known,
  };
}

function activeThin(pool: DrawnPool, device: DrawnDevice, index: number, mapped: number): ActiveThin {
  const source = line('dm-status', activeMinor(pool, index));
  const status =
    pool.state === 'failed'
      ? ({ state: 'failed', source } as const)
      : ({
          state: 'active',
          mapped: sectors(mapped * blockSize),
          highestMapped: sectors(deviceBlocks * blockSize - 1),
          source,
        } as const);
  return {
    device: dev(activeMinor(pool, index)),
    dmName: pool.owner === 'docker' ? `${prefix}-${hashOf(device)}` : `${pool.name}-vol${device.id}`,
    length: sectors(deviceBlocks * blockSize),
    externalOrigin: null,
    readOnly: false,
    suspended: false,
    open: 1,
    status,
    again: status,
    source,
  };
}

function dockerDevice(pool: DrawnPool, device: DrawnDevice): readonly DockerDevice[] {
  if (device.owner.kind === 'nobody') return [];
  const hash = hashOf(device);
  return [
    {
      engineRoot: root,
      hash,
      deviceId: device.id,
      size: bytes(deviceBlocks * blockSize * 512),
      transactionId: device.id,
      initialized: hash === 'base',
      deleted: false,
      again: 'same',
      dmName: `${prefix}-${hash}`,
      pool: dev(pool.minor),
      source: line('docker-device-metadata', device.id),
    },
  ];
}

function container(base: HostModel, device: DrawnDevice): readonly Container[] {
  const like = base.containers.find((c) => c.runtime === 'docker');
  if (device.owner.kind !== 'container' || !like) return [];
  const hash = hashOf(device);
  const { name, state } = device.owner;
  return [
    {
      ...like,
      id: hex(device.id * 17 + 3),
      name,
      engineRoot: root,
      state,
      stateText: state,
      pid: null,
      image: 'busybox:constructed',
      imageId: notCollected('constructed'),
      mountId: hash,
      thinDeviceId: device.id,
      dmName: `${prefix}-${hash}`,
      deviceDeleted: false,
      rootfsPath: `${root}/devicemapper/mnt/${hash}`,
      source: line('docker-containers', device.id),
    },
  ];
}

function imageLayer(device: DrawnDevice): readonly ImageLayer[] {
  const cacheId = hashOf(device);
  if (device.owner.kind !== 'layer' || cacheId === 'base') return [];
  return [
    {
      engineRoot: root,
      driver: 'devicemapper',
      chainId: `sha256:${hex(device.id)}`,
      cacheId,
      parent: null,
      diffId: notCollected('constructed'),
      size: notCollected('constructed'),
      source: line('docker-images/layers', device.id),
    },
  ];
}

const disk: BlockDevice = {
  device: '254:0',
  kernelName: 'vda',
  dmName: null,
  dmUuid: null,
  sizeSectors: 41_943_040,
  readOnly: false,
  suspended: null,
  dmOpen: notCollected('constructed'),
  dockerDeleted: notCollected('constructed'),
  partitionOf: null,
  holders: [],
  slaves: [],
  source: line('block-devices', 1),
};

const sides = (pool: DrawnPool) =>
  [
    { minor: pool.minor * 2, file: 'data', blocks: pool.totalData * blockSize },
    { minor: pool.minor * 2 + 1, file: 'metadata', blocks: pool.totalMetadata * 8 },
  ] as const;

const backingBlocks = (pool: DrawnPool): readonly BlockDevice[] =>
  sides(pool).map((side) => ({
    ...disk,
    device: `7:${side.minor}`,
    kernelName: `loop${side.minor}`,
    sizeSectors: side.blocks,
    source: line('block-devices', side.minor + 2),
  }));

const backingLoops = (pool: DrawnPool): readonly LoopDevice[] =>
  sides(pool).map((side) => ({
    device: `7:${side.minor}`,
    kernelName: `loop${side.minor}`,
    backingFile: `${root}/devicemapper/${pool.name}/${side.file}`,
    backingDevice: '254:0',
    fileSize: bytes(side.blocks * 512),
    fileAllocated: bytes(Math.round(side.blocks * 256)),
    source: line('loop-devices/files', side.minor),
  }));
