import type { BlockDevice } from '#shared/model/block.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { buildDmTargets, placeTables, slavesByDevice } from '#shared/model/build/storage/dm-targets.ts';
import { buildDockerDevices, readRoots } from '#shared/model/build/storage/docker-books.ts';
import { buildImageLayers, buildImages } from '#shared/model/build/storage/images.ts';
import { buildLvm } from '#shared/model/build/storage/lvm.ts';
import { engineClaims, poolOfRoot } from '#shared/model/build/storage/pool-claims.ts';
import {
  buildFilesystemSpace,
  buildSnapshotters,
  buildTools,
  buildUdevCookies,
  buildXfsRetries,
} from '#shared/model/build/storage/small-tables.ts';
import { buildStorageOptions } from '#shared/model/build/storage/storage-options.ts';
import { buildThinDevices } from '#shared/model/build/storage/thin-devices.ts';
import { buildThinPools, findPools } from '#shared/model/build/storage/thin-pools.ts';
import { buildThinMetadata } from '#shared/model/build/thin-metadata.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { parseDockerDevices } from '#shared/parsers/docker-devices.ts';

type StorageTables = Pick<
  HostModel,
  | 'dmTargets'
  | 'thinPools'
  | 'thinDevices'
  | 'thinMetadata'
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
  | 'filesystemSpace'
>;

/** Thin pools, what stands on them and below them, and what engines and LVM wrote down about them. */
export function buildStorage(evidence: Evidence, blocks: readonly BlockDevice[]): StorageTables {
  const placed = placeTables(evidence, blocks);
  const slavesOf = slavesByDevice(blocks);
  const lvm = buildLvm(evidence);
  const storageOptions = buildStorageOptions(evidence);
  const roots = readRoots(evidence, blocks);
  const files = evidence.rows('docker-device-metadata', parseDockerDevices);
  const names = findPools(evidence, placed, blocks);
  const thinMetadata = buildThinMetadata(
    evidence,
    names.map((n) => n.device),
  );
  const claims = engineClaims(names, placed, roots, files, storageOptions);
  const devicemapperRoots = roots.map((root) => ({ ...root, pool: poolOfRoot(root.engineRoot, claims) }));
  const thinPools = buildThinPools(evidence, names, placed, blocks, claims, lvm, thinMetadata);
  const dockerDevices = buildDockerDevices(evidence, devicemapperRoots);
  const volumes = lvm.lvmThinVolumes;
  const imageLayers = buildImageLayers(evidence);
  return {
    dmTargets: buildDmTargets(placed, slavesOf),
    thinPools,
    thinDevices: buildThinDevices(evidence, {
      pools: thinPools,
      placed,
      blocks,
      slavesOf,
      dockerDevices,
      volumes,
      thinMetadata,
    }),
    thinMetadata,
    dockerDevices,
    devicemapperRoots,
    storageOptions,
    imageLayers,
    images: buildImages(evidence, imageLayers),
    snapshotters: buildSnapshotters(evidence),
    ...lvm,
    udevCookies: buildUdevCookies(evidence),
    xfsRetries: buildXfsRetries(evidence),
    tools: buildTools(evidence),
    ...buildFilesystemSpace(evidence, blocks),
  };
}
