import { captureNotPrivilegedWords } from '#shared/messages/en/rules/capture-not-privileged.ts';
import { containerDeadWords } from '#shared/messages/en/rules/container-dead.ts';
import { containerdDevmapperStuckWords } from '#shared/messages/en/rules/containerd-devmapper-stuck.ts';
import { containersStorageDamagedWords } from '#shared/messages/en/rules/containers-storage-damaged.ts';
import { daemonCannotStartWords } from '#shared/messages/en/rules/daemon-cannot-start.ts';
import { deferredDeletionBacklogWords } from '#shared/messages/en/rules/deferred-deletion-backlog.ts';
import { deferredDeletionOffWords } from '#shared/messages/en/rules/deferred-deletion-off.ts';
import { detachedMountReferencedWords } from '#shared/messages/en/rules/detached-mount-referenced.ts';
import { discardNotPassedWords } from '#shared/messages/en/rules/discard-not-passed.ts';
import { dmSuspendedWords } from '#shared/messages/en/rules/dm-suspended.ts';
import { dockerRefusesDevicesWords } from '#shared/messages/en/rules/docker-refuses-devices.ts';
import { dockerSilentOnFullPoolWords } from '#shared/messages/en/rules/docker-silent-on-full-pool.ts';
import { engineInPrivateNamespaceWords } from '#shared/messages/en/rules/engine-in-private-namespace.ts';
import { filesystemShutDownWords } from '#shared/messages/en/rules/filesystem-shut-down.ts';
import { heldTitleWords } from '#shared/messages/en/rules/held-title.ts';
import { hungTaskInStorageWords } from '#shared/messages/en/rules/hung-task-in-storage.ts';
import { knownAgentHoldsWords } from '#shared/messages/en/rules/known-agent-holds.ts';
import { layerContentDiffersWords } from '#shared/messages/en/rules/layer-content-differs.ts';
import { layerRuleWords } from '#shared/messages/en/rules/layer-rules.ts';
import { leakedShmWords } from '#shared/messages/en/rules/leaked-shm.ts';
import { loopLvmWords } from '#shared/messages/en/rules/loop-lvm.ts';
import { lowerFolderMissingWords } from '#shared/messages/en/rules/lower-folder-missing.ts';
import { lvmTransactionMismatchWords } from '#shared/messages/en/rules/lvm-transaction-mismatch.ts';
import { mayDetachMountsOffWords } from '#shared/messages/en/rules/may-detach-mounts-off.ts';
import { metadataSnapshotHeldWords } from '#shared/messages/en/rules/metadata-snapshot-held.ts';
import { mountHeldElsewhereWords } from '#shared/messages/en/rules/mount-held-elsewhere.ts';
import { mountNotSharedWords } from '#shared/messages/en/rules/mount-not-shared.ts';
import { mountStormWords } from '#shared/messages/en/rules/mount-storm.ts';
import { mountTableUnstableWords } from '#shared/messages/en/rules/mount-table-unstable.ts';
import { mountflagsSlaveWithExternalContainerdWords } from '#shared/messages/en/rules/mountflags-slave-with-external-containerd.ts';
import { netnsDescriptorLeakWords } from '#shared/messages/en/rules/netns-descriptor-leak.ts';
import { orphanLayerFolderWords } from '#shared/messages/en/rules/orphan-layer-folder.ts';
import { orphanSnapshotWords } from '#shared/messages/en/rules/orphan-snapshot.ts';
import { orphanedPodFolderWords } from '#shared/messages/en/rules/orphaned-pod-folder.ts';
import { overlayIndexBusyWords } from '#shared/messages/en/rules/overlay-index-busy.ts';
import { overlay2LinksBrokenWords } from '#shared/messages/en/rules/overlay2-links-broken.ts';
import { poolDataNearlyFullWords } from '#shared/messages/en/rules/pool-data-nearly-full.ts';
import { poolFailedWords } from '#shared/messages/en/rules/pool-failed.ts';
import { poolMetadataFullWords } from '#shared/messages/en/rules/pool-metadata-full.ts';
import { poolMetadataNearlyFullWords } from '#shared/messages/en/rules/pool-metadata-nearly-full.ts';
import { poolMetadataSizeWords } from '#shared/messages/en/rules/pool-metadata-size.ts';
import { poolNeedsCheckWords } from '#shared/messages/en/rules/pool-needs-check.ts';
import { poolNoSpaceTimeoutFiredWords } from '#shared/messages/en/rules/pool-no-space-timeout-fired.ts';
import { poolOutOfDataSpaceWords } from '#shared/messages/en/rules/pool-out-of-data-space.ts';
import { poolQueuesWritesWords } from '#shared/messages/en/rules/pool-queues-writes.ts';
import { poolReadOnlyWords } from '#shared/messages/en/rules/pool-read-only.ts';
import { processKeepsRootfsBusyWords } from '#shared/messages/en/rules/process-keeps-rootfs-busy.ts';
import { processesVanishedWords } from '#shared/messages/en/rules/processes-vanished.ts';
import { processlessNamespaceHoldsWords } from '#shared/messages/en/rules/processless-namespace-holds.ts';
import { rbdDeviceBusyOnUnstageWords } from '#shared/messages/en/rules/rbd-device-busy-on-unstage.ts';
import { rootfsMountsLeakToHostWords } from '#shared/messages/en/rules/rootfs-mounts-leak-to-host.ts';
import { runningContainerThinInactiveWords } from '#shared/messages/en/rules/running-container-thin-inactive.ts';
import { serviceWithPrivateMountsWords } from '#shared/messages/en/rules/service-with-private-mounts.ts';
import { sharedRuleWords } from '#shared/messages/en/rules/shared.ts';
import { snapshotFolderMissingWords } from '#shared/messages/en/rules/snapshot-folder-missing.ts';
import { sosreportObfuscatedWords } from '#shared/messages/en/rules/sosreport-obfuscated.ts';
import { sosreportTruncatedWords } from '#shared/messages/en/rules/sosreport-truncated.ts';
import { sparseBackingShortWords } from '#shared/messages/en/rules/sparse-backing-short.ts';
import { staleNetnsFileWords } from '#shared/messages/en/rules/stale-netns-file.ts';
import { thinCheckMissingWords } from '#shared/messages/en/rules/thin-check-missing.ts';
import { thinDeletionFailsWords } from '#shared/messages/en/rules/thin-deletion-fails.ts';
import { thinFilesystemFullWords } from '#shared/messages/en/rules/thin-filesystem-full.ts';
import { thinIdReusedWords } from '#shared/messages/en/rules/thin-id-reused.ts';
import { thinMissingInPoolWords } from '#shared/messages/en/rules/thin-missing-in-pool.ts';
import { thinOrphanWords } from '#shared/messages/en/rules/thin-orphan.ts';
import { thinPoolsWords } from '#shared/messages/en/rules/thin-pools.ts';
import { tooManyLowersWords } from '#shared/messages/en/rules/too-many-lowers.ts';
import { transactionDriftWords } from '#shared/messages/en/rules/transaction-drift.ts';
import { udevCookieStuckWords } from '#shared/messages/en/rules/udev-cookie-stuck.ts';
import { upperInTwoOverlaysWords } from '#shared/messages/en/rules/upper-in-two-overlays.ts';
import { upperIsLowerWords } from '#shared/messages/en/rules/upper-is-lower.ts';
import { volatileMarkLeftWords } from '#shared/messages/en/rules/volatile-mark-left.ts';
import { volumeWithoutSlavePropagationWords } from '#shared/messages/en/rules/volume-without-slave-propagation.ts';
import { wrongPoolWords } from '#shared/messages/en/rules/wrong-pool.ts';
import { xfsRetriesForEverWords } from '#shared/messages/en/rules/xfs-retries-for-ever.ts';
import { xfsWithoutFtypeWords } from '#shared/messages/en/rules/xfs-without-ftype.ts';

/** Words of all rules, one file each. */
export const ruleWords = {
  ...captureNotPrivilegedWords,
  ...containerDeadWords,
  ...containerdDevmapperStuckWords,
  ...containersStorageDamagedWords,
  ...daemonCannotStartWords,
  ...deferredDeletionBacklogWords,
  ...deferredDeletionOffWords,
  ...detachedMountReferencedWords,
  ...discardNotPassedWords,
  ...dmSuspendedWords,
  ...dockerRefusesDevicesWords,
  ...dockerSilentOnFullPoolWords,
  ...engineInPrivateNamespaceWords,
  ...filesystemShutDownWords,
  ...heldTitleWords,
  ...hungTaskInStorageWords,
  ...knownAgentHoldsWords,
  ...layerContentDiffersWords,
  ...layerRuleWords,
  ...leakedShmWords,
  ...loopLvmWords,
  ...lowerFolderMissingWords,
  ...lvmTransactionMismatchWords,
  ...mayDetachMountsOffWords,
  ...metadataSnapshotHeldWords,
  ...mountHeldElsewhereWords,
  ...mountNotSharedWords,
  ...mountStormWords,
  ...mountTableUnstableWords,
  ...mountflagsSlaveWithExternalContainerdWords,
  ...netnsDescriptorLeakWords,
  ...orphanLayerFolderWords,
  ...orphanSnapshotWords,
  ...orphanedPodFolderWords,
  ...overlay2LinksBrokenWords,
  ...overlayIndexBusyWords,
  ...poolDataNearlyFullWords,
  ...poolFailedWords,
  ...poolMetadataFullWords,
  ...poolMetadataNearlyFullWords,
  ...poolMetadataSizeWords,
  ...poolNeedsCheckWords,
  ...poolNoSpaceTimeoutFiredWords,
  ...poolOutOfDataSpaceWords,
  ...poolQueuesWritesWords,
  ...poolReadOnlyWords,
  ...processKeepsRootfsBusyWords,
  ...processesVanishedWords,
  ...processlessNamespaceHoldsWords,
  ...rbdDeviceBusyOnUnstageWords,
  ...rootfsMountsLeakToHostWords,
  ...runningContainerThinInactiveWords,
  ...serviceWithPrivateMountsWords,
  ...sharedRuleWords,
  ...snapshotFolderMissingWords,
  ...sosreportObfuscatedWords,
  ...sosreportTruncatedWords,
  ...sparseBackingShortWords,
  ...staleNetnsFileWords,
  ...thinCheckMissingWords,
  ...thinDeletionFailsWords,
  ...thinFilesystemFullWords,
  ...thinIdReusedWords,
  ...thinMissingInPoolWords,
  ...thinOrphanWords,
  ...thinPoolsWords,
  ...tooManyLowersWords,
  ...transactionDriftWords,
  ...udevCookieStuckWords,
  ...upperInTwoOverlaysWords,
  ...upperIsLowerWords,
  ...volatileMarkLeftWords,
  ...volumeWithoutSlavePropagationWords,
  ...wrongPoolWords,
  ...xfsRetriesForEverWords,
  ...xfsWithoutFtypeWords,
} as const;
