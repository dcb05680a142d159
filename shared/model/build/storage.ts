import type { Evidence } from '#shared/model/build/evidence.ts';
import type { HostModel } from '#shared/model/host-model.ts';

type StorageTables = Pick<
  HostModel,
  | 'dmTargets'
  | 'thinPools'
  | 'thinDevices'
  | 'dockerDevices'
  | 'devicemapperRoots'
  | 'storageOptions'
  | 'imageLayers'
  | 'images'
  | 'snapshotters'
  | 'lvmVolumeGroups'
  | 'lvmThinPools'
  | 'lvmThinVolumes'
  | 'udevCookies'
  | 'xfsRetries'
  | 'tools'
>;

/** Thin pools, what stands on them and below them, and what engines and LVM wrote down about them. */
export function buildStorage(_evidence: Evidence): StorageTables {
  return {
    dmTargets: [],
    thinPools: [],
    thinDevices: [],
    dockerDevices: [],
    devicemapperRoots: [],
    storageOptions: [],
    imageLayers: [],
    images: [],
    snapshotters: [],
    lvmVolumeGroups: [],
    lvmThinPools: [],
    lvmThinVolumes: [],
    udevCookies: [],
    xfsRetries: [],
    tools: [],
  };
}
