import { captureNotPrivileged } from '#shared/rules/capture-not-privileged.ts';
import { containerDead } from '#shared/rules/container-dead.ts';
import { detachedMountReferenced } from '#shared/rules/detached-mount-referenced.ts';
import { engineInPrivateNamespace } from '#shared/rules/engine-in-private-namespace.ts';
import { filesystemShutDown } from '#shared/rules/filesystem-shut-down.ts';
import { hungTaskInStorage } from '#shared/rules/hung-task-in-storage.ts';
import { knownAgentHolds } from '#shared/rules/known-agent-holds.ts';
import { leakedShm } from '#shared/rules/leaked-shm.ts';
import { mayDetachMountsOff } from '#shared/rules/may-detach-mounts-off.ts';
import { mountHeldElsewhere } from '#shared/rules/mount-held-elsewhere.ts';
import { mountNotShared } from '#shared/rules/mount-not-shared.ts';
import { mountStorm } from '#shared/rules/mount-storm.ts';
import { mountTableUnstable } from '#shared/rules/mount-table-unstable.ts';
import { mountflagsSlaveWithExternalContainerd } from '#shared/rules/mountflags-slave-with-external-containerd.ts';
import { netnsDescriptorLeak } from '#shared/rules/netns-descriptor-leak.ts';
import { orphanedPodFolder } from '#shared/rules/orphaned-pod-folder.ts';
import { overlayIndexBusy } from '#shared/rules/overlay-index-busy.ts';
import { processKeepsRootfsBusy } from '#shared/rules/process-keeps-rootfs-busy.ts';
import { processesVanished } from '#shared/rules/processes-vanished.ts';
import { processlessNamespaceHolds } from '#shared/rules/processless-namespace-holds.ts';
import { rbdDeviceBusyOnUnstage } from '#shared/rules/rbd-device-busy-on-unstage.ts';
import { rootfsMountsLeakToHost } from '#shared/rules/rootfs-mounts-leak-to-host.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { serviceWithPrivateMounts } from '#shared/rules/service-with-private-mounts.ts';
import { sosreportObfuscated } from '#shared/rules/sosreport-obfuscated.ts';
import { sosreportTruncated } from '#shared/rules/sosreport-truncated.ts';
import { staleNetnsFile } from '#shared/rules/stale-netns-file.ts';
import { volumeWithoutSlavePropagation } from '#shared/rules/volume-without-slave-propagation.ts';

/** Add a rule: write its file and its words in shared/messages/en/rules/, add its line here, and a folder under test/cases/rules/<code>/. */
export const rules: readonly Rule[] = [
  mountHeldElsewhere,
  volumeWithoutSlavePropagation,
  knownAgentHolds,
  serviceWithPrivateMounts,
  processlessNamespaceHolds,
  detachedMountReferenced,
  engineInPrivateNamespace,
  mountflagsSlaveWithExternalContainerd,
  rootfsMountsLeakToHost,
  mountStorm,
  leakedShm,
  staleNetnsFile,
  netnsDescriptorLeak,
  mayDetachMountsOff,
  containerDead,
  orphanedPodFolder,
  rbdDeviceBusyOnUnstage,
  overlayIndexBusy,
  processKeepsRootfsBusy,
  mountNotShared,
  hungTaskInStorage,
  filesystemShutDown,
  captureNotPrivileged,
  mountTableUnstable,
  processesVanished,
  sosreportTruncated,
  sosreportObfuscated,
];
