import { notApplicable } from '#shared/base/absent.ts';
import { metadataBlocks, poolBlocks, sectors } from '#shared/base/units.ts';
import type { ThinMetadata, ThinMetadataDevice } from '#shared/thin-metadata/thin-metadata.ts';

/** `length` blocks of a device, from its block `origin` on, stand in the pool from block `data` on. */
export interface Run {
  readonly origin: number;
  readonly data: number;
  readonly length: number;
  readonly time: number;
}

export interface MappedDevice {
  readonly id: number;
  readonly runs: readonly Run[];
}

/** Metadata of a pool as the reader of the real ones gives it, from runs drawn by hand. Constructed. */
export function metadataOf(
  devices: readonly MappedDevice[],
  { totalData, blockSize, transactionId }: { totalData: number; blockSize: number; transactionId: number },
): ThinMetadata {
  const count = devices.reduce((sum, d) => sum + d.runs.length, 0);
  const runs = {
    count,
    origin: new Float64Array(count),
    data: new Float64Array(count),
    length: new Float64Array(count),
    time: new Uint32Array(count),
  };
  let next = 0;
  const rows = devices.map((device): ThinMetadataDevice => {
    const firstRun = next;
    let mapped = 0;
    for (const run of device.runs) {
      runs.origin[next] = run.origin;
      runs.data[next] = run.data;
      runs.length[next] = run.length;
      runs.time[next] = run.time;
      mapped += run.length;
      next++;
    }
    return {
      id: device.id,
      details: {
        mappedBlocks: poolBlocks(mapped),
        transactionId: device.id,
        creationTime: device.id,
        snapTime: device.id,
      },
      firstRun,
      runCount: device.runs.length,
      mapped: poolBlocks(mapped),
      whole: true,
      line: 0,
    };
  });
  const none = notApplicable('thin_dump');
  return {
    superblock: {
      uuid: '',
      time: devices.length,
      transactionId,
      needsCheck: false,
      version: 2,
      dataBlockSize: sectors(blockSize),
      dataBlocks: poolBlocks(totalData),
      allocatedDataBlocks: none,
      metadataBlocks: metadataBlocks(16_384),
      allocatedMetadataBlocks: none,
      heldRoot: null,
    },
    devices: rows,
    allDevices: true,
    runs,
    damage: [],
    moreDamage: 0,
  };
}
