import { blockDevices } from '#shared/collectors/block-devices.ts';
import { capacity } from '#shared/collectors/capacity.ts';
import { cgroups } from '#shared/collectors/cgroups.ts';
import type { Collector } from '#shared/collectors/collector.ts';
import { commandLines } from '#shared/collectors/command-lines.ts';
import { containerdContainers } from '#shared/collectors/containerd-containers.ts';
import { containerdDatabases } from '#shared/collectors/containerd-databases.ts';
import { containerdSnapshotters } from '#shared/collectors/containerd-snapshotters.ts';
import { containersStorage } from '#shared/collectors/containers-storage.ts';
import { daemons } from '#shared/collectors/daemons.ts';
import { descriptors } from '#shared/collectors/descriptors.ts';
import { dmDevices } from '#shared/collectors/dm-devices.ts';
import { dmStatus } from '#shared/collectors/dm-status.ts';
import { dmTable } from '#shared/collectors/dm-table.ts';
import { dockerContainers } from '#shared/collectors/docker-containers.ts';
import { dockerDeviceMetadata } from '#shared/collectors/docker-device-metadata.ts';
import { dockerImages } from '#shared/collectors/docker-images.ts';
import { engineLog } from '#shared/collectors/engine-log.ts';
import { filesystemErrors } from '#shared/collectors/filesystem-errors.ts';
import { host } from '#shared/collectors/host.ts';
import { imageContent } from '#shared/collectors/image-content.ts';
import { kernelLog } from '#shared/collectors/kernel-log.ts';
import { kubeletPods } from '#shared/collectors/kubelet-pods.ts';
import { layerFolders } from '#shared/collectors/layer-folders.ts';
import { layerListings } from '#shared/collectors/layer-listings.ts';
import { loopDevices } from '#shared/collectors/loop-devices.ts';
import { lvmBackup } from '#shared/collectors/lvm-backup.ts';
import { mappedFiles } from '#shared/collectors/mapped-files.ts';
import { mountTables } from '#shared/collectors/mount-tables.ts';
import { namespaceLinks } from '#shared/collectors/namespace-links.ts';
import { netnsFiles } from '#shared/collectors/netns-files.ts';
import { podmanContainers } from '#shared/collectors/podman-containers.ts';
import { processRoots } from '#shared/collectors/process-roots.ts';
import { processes } from '#shared/collectors/processes.ts';
import { processlessTables } from '#shared/collectors/processless-tables.ts';
import { settings } from '#shared/collectors/settings.ts';
import { swaps } from '#shared/collectors/swaps.ts';
import { thinMetadata } from '#shared/collectors/thin-metadata.ts';
import { thinTools } from '#shared/collectors/thin-tools.ts';
import { threadNamespaces } from '#shared/collectors/thread-namespaces.ts';
import { udevCookies } from '#shared/collectors/udev-cookies.ts';
import { units } from '#shared/collectors/units.ts';

export type { CollectorId } from '#shared/collectors/ids.ts';

/** In the order they run, the order of ids.ts. Add a collector: write its file, add its line here and its id in ids.ts. Nothing else knows the list. */
export const collectors: readonly Collector[] = [
  host,
  settings,
  processes,
  namespaceLinks,
  threadNamespaces,
  cgroups,
  commandLines,
  processRoots,
  descriptors,
  mappedFiles,
  blockDevices,
  dmDevices,
  dmTable,
  dmStatus,
  udevCookies,
  loopDevices,
  swaps,
  filesystemErrors,
  mountTables,
  processlessTables,
  dockerDeviceMetadata,
  thinMetadata,
  daemons,
  units,
  dockerContainers,
  dockerImages,
  containerdContainers,
  podmanContainers,
  kubeletPods,
  containerdSnapshotters,
  containerdDatabases,
  imageContent,
  layerFolders,
  containersStorage,
  lvmBackup,
  thinTools,
  capacity,
  layerListings,
  netnsFiles,
  kernelLog,
  engineLog,
];
