import { captureNotPrivilegedWords } from '#shared/messages/en/rules/capture-not-privileged.ts';
import { containerDeadWords } from '#shared/messages/en/rules/container-dead.ts';
import { detachedMountReferencedWords } from '#shared/messages/en/rules/detached-mount-referenced.ts';
import { engineInPrivateNamespaceWords } from '#shared/messages/en/rules/engine-in-private-namespace.ts';
import { filesystemShutDownWords } from '#shared/messages/en/rules/filesystem-shut-down.ts';
import { heldTitleWords } from '#shared/messages/en/rules/held-title.ts';
import { hungTaskInStorageWords } from '#shared/messages/en/rules/hung-task-in-storage.ts';
import { knownAgentHoldsWords } from '#shared/messages/en/rules/known-agent-holds.ts';
import { leakedShmWords } from '#shared/messages/en/rules/leaked-shm.ts';
import { mayDetachMountsOffWords } from '#shared/messages/en/rules/may-detach-mounts-off.ts';
import { mountHeldElsewhereWords } from '#shared/messages/en/rules/mount-held-elsewhere.ts';
import { mountNotSharedWords } from '#shared/messages/en/rules/mount-not-shared.ts';
import { mountStormWords } from '#shared/messages/en/rules/mount-storm.ts';
import { mountTableUnstableWords } from '#shared/messages/en/rules/mount-table-unstable.ts';
import { mountflagsSlaveWithExternalContainerdWords } from '#shared/messages/en/rules/mountflags-slave-with-external-containerd.ts';
import { netnsDescriptorLeakWords } from '#shared/messages/en/rules/netns-descriptor-leak.ts';
import { orphanedPodFolderWords } from '#shared/messages/en/rules/orphaned-pod-folder.ts';
import { overlayIndexBusyWords } from '#shared/messages/en/rules/overlay-index-busy.ts';
import { processKeepsRootfsBusyWords } from '#shared/messages/en/rules/process-keeps-rootfs-busy.ts';
import { processesVanishedWords } from '#shared/messages/en/rules/processes-vanished.ts';
import { processlessNamespaceHoldsWords } from '#shared/messages/en/rules/processless-namespace-holds.ts';
import { rbdDeviceBusyOnUnstageWords } from '#shared/messages/en/rules/rbd-device-busy-on-unstage.ts';
import { rootfsMountsLeakToHostWords } from '#shared/messages/en/rules/rootfs-mounts-leak-to-host.ts';
import { serviceWithPrivateMountsWords } from '#shared/messages/en/rules/service-with-private-mounts.ts';
import { sharedRuleWords } from '#shared/messages/en/rules/shared.ts';
import { sosreportObfuscatedWords } from '#shared/messages/en/rules/sosreport-obfuscated.ts';
import { sosreportTruncatedWords } from '#shared/messages/en/rules/sosreport-truncated.ts';
import { staleNetnsFileWords } from '#shared/messages/en/rules/stale-netns-file.ts';
import { volumeWithoutSlavePropagationWords } from '#shared/messages/en/rules/volume-without-slave-propagation.ts';

/** Words of all rules, one file each. */
export const ruleWords = {
  ...captureNotPrivilegedWords,
  ...containerDeadWords,
  ...detachedMountReferencedWords,
  ...engineInPrivateNamespaceWords,
  ...filesystemShutDownWords,
  ...heldTitleWords,
  ...hungTaskInStorageWords,
  ...knownAgentHoldsWords,
  ...leakedShmWords,
  ...mayDetachMountsOffWords,
  ...mountHeldElsewhereWords,
  ...mountNotSharedWords,
  ...mountStormWords,
  ...mountTableUnstableWords,
  ...mountflagsSlaveWithExternalContainerdWords,
  ...netnsDescriptorLeakWords,
  ...orphanedPodFolderWords,
  ...overlayIndexBusyWords,
  ...processKeepsRootfsBusyWords,
  ...processesVanishedWords,
  ...processlessNamespaceHoldsWords,
  ...rbdDeviceBusyOnUnstageWords,
  ...rootfsMountsLeakToHostWords,
  ...serviceWithPrivateMountsWords,
  ...sharedRuleWords,
  ...sosreportObfuscatedWords,
  ...sosreportTruncatedWords,
  ...staleNetnsFileWords,
  ...volumeWithoutSlavePropagationWords,
} as const;
