import { blockDevices } from '#shared/collectors/block-devices.ts';
import { cgroups } from '#shared/collectors/cgroups.ts';
import type { Collector } from '#shared/collectors/collector.ts';
import { commandLines } from '#shared/collectors/command-lines.ts';
import { containerdContainers } from '#shared/collectors/containerd-containers.ts';
import { daemons } from '#shared/collectors/daemons.ts';
import { descriptors } from '#shared/collectors/descriptors.ts';
import { dmDevices } from '#shared/collectors/dm-devices.ts';
import { dockerContainers } from '#shared/collectors/docker-containers.ts';
import { dockerDeviceMetadata } from '#shared/collectors/docker-device-metadata.ts';
import { engineLog } from '#shared/collectors/engine-log.ts';
import { host } from '#shared/collectors/host.ts';
import { kernelLog } from '#shared/collectors/kernel-log.ts';
import { kubeletPods } from '#shared/collectors/kubelet-pods.ts';
import { loopDevices } from '#shared/collectors/loop-devices.ts';
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
import { threadNamespaces } from '#shared/collectors/thread-namespaces.ts';
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
  loopDevices,
  swaps,
  mountTables,
  processlessTables,
  dockerDeviceMetadata,
  daemons,
  units,
  dockerContainers,
  containerdContainers,
  podmanContainers,
  kubeletPods,
  netnsFiles,
  kernelLog,
  engineLog,
];
