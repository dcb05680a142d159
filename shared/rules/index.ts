import { captureNotPrivileged } from '#shared/rules/capture-not-privileged.ts';
import { containerDead } from '#shared/rules/container-dead.ts';
import { containerdDevmapperStuck } from '#shared/rules/containerd-devmapper-stuck.ts';
import { containersStorageDamaged } from '#shared/rules/containers-storage-damaged.ts';
import { daemonCannotStart } from '#shared/rules/daemon-cannot-start.ts';
import { deferredDeletionBacklog } from '#shared/rules/deferred-deletion-backlog.ts';
import { deferredDeletionOff } from '#shared/rules/deferred-deletion-off.ts';
import { detachedMountReferenced } from '#shared/rules/detached-mount-referenced.ts';
import { discardNotPassed } from '#shared/rules/discard-not-passed.ts';
import { dmSuspended } from '#shared/rules/dm-suspended.ts';
import { dockerRefusesDevices } from '#shared/rules/docker-refuses-devices.ts';
import { dockerSilentOnFullPool } from '#shared/rules/docker-silent-on-full-pool.ts';
import { engineInPrivateNamespace } from '#shared/rules/engine-in-private-namespace.ts';
import { filesystemShutDown } from '#shared/rules/filesystem-shut-down.ts';
import { hungTaskInStorage } from '#shared/rules/hung-task-in-storage.ts';
import { knownAgentHolds } from '#shared/rules/known-agent-holds.ts';
import { layerContentDiffers } from '#shared/rules/layer-content-differs.ts';
import { leakedShm } from '#shared/rules/leaked-shm.ts';
import { loopLvm } from '#shared/rules/loop-lvm.ts';
import { lowerFolderMissing } from '#shared/rules/lower-folder-missing.ts';
import { lvmTransactionMismatch } from '#shared/rules/lvm-transaction-mismatch.ts';
import { mayDetachMountsOff } from '#shared/rules/may-detach-mounts-off.ts';
import { metadataSnapshotHeld } from '#shared/rules/metadata-snapshot-held.ts';
import { mountHeldElsewhere } from '#shared/rules/mount-held-elsewhere.ts';
import { mountNotShared } from '#shared/rules/mount-not-shared.ts';
import { mountStorm } from '#shared/rules/mount-storm.ts';
import { mountTableUnstable } from '#shared/rules/mount-table-unstable.ts';
import { mountflagsSlaveWithExternalContainerd } from '#shared/rules/mountflags-slave-with-external-containerd.ts';
import { netnsDescriptorLeak } from '#shared/rules/netns-descriptor-leak.ts';
import { orphanLayerFolder } from '#shared/rules/orphan-layer-folder.ts';
import { orphanSnapshot } from '#shared/rules/orphan-snapshot.ts';
import { orphanedPodFolder } from '#shared/rules/orphaned-pod-folder.ts';
import { overlayIndexBusy } from '#shared/rules/overlay-index-busy.ts';
import { overlay2LinksBroken } from '#shared/rules/overlay2-links-broken.ts';
import { poolDataNearlyFull } from '#shared/rules/pool-data-nearly-full.ts';
import { poolFailed } from '#shared/rules/pool-failed.ts';
import { poolMetadataFull } from '#shared/rules/pool-metadata-full.ts';
import { poolMetadataNearlyFull } from '#shared/rules/pool-metadata-nearly-full.ts';
import { poolMetadataSize } from '#shared/rules/pool-metadata-size.ts';
import { poolNeedsCheck } from '#shared/rules/pool-needs-check.ts';
import { poolNoSpaceTimeoutFired } from '#shared/rules/pool-no-space-timeout-fired.ts';
import { poolOutOfDataSpace } from '#shared/rules/pool-out-of-data-space.ts';
import { poolQueuesWrites } from '#shared/rules/pool-queues-writes.ts';
import { poolReadOnly } from '#shared/rules/pool-read-only.ts';
import { processKeepsRootfsBusy } from '#shared/rules/process-keeps-rootfs-busy.ts';
import { processesVanished } from '#shared/rules/processes-vanished.ts';
import { processlessNamespaceHolds } from '#shared/rules/processless-namespace-holds.ts';
import { rbdDeviceBusyOnUnstage } from '#shared/rules/rbd-device-busy-on-unstage.ts';
import { rootfsMountsLeakToHost } from '#shared/rules/rootfs-mounts-leak-to-host.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { runningContainerThinInactive } from '#shared/rules/running-container-thin-inactive.ts';
import { serviceWithPrivateMounts } from '#shared/rules/service-with-private-mounts.ts';
import { snapshotFolderMissing } from '#shared/rules/snapshot-folder-missing.ts';
import { sosreportObfuscated } from '#shared/rules/sosreport-obfuscated.ts';
import { sosreportTruncated } from '#shared/rules/sosreport-truncated.ts';
import { sparseBackingShort } from '#shared/rules/sparse-backing-short.ts';
import { staleNetnsFile } from '#shared/rules/stale-netns-file.ts';
import { thinCheckMissing } from '#shared/rules/thin-check-missing.ts';
import { thinDeletionFails } from '#shared/rules/thin-deletion-fails.ts';
import { thinFilesystemFull } from '#shared/rules/thin-filesystem-full.ts';
import { thinIdReused } from '#shared/rules/thin-id-reused.ts';
import { thinMissingInPool } from '#shared/rules/thin-missing-in-pool.ts';
import { thinOrphan } from '#shared/rules/thin-orphan.ts';
import { tooManyLowers } from '#shared/rules/too-many-lowers.ts';
import { transactionDrift } from '#shared/rules/transaction-drift.ts';
import { udevCookieStuck } from '#shared/rules/udev-cookie-stuck.ts';
import { upperInTwoOverlays } from '#shared/rules/upper-in-two-overlays.ts';
import { upperIsLower } from '#shared/rules/upper-is-lower.ts';
import { volatileMarkLeft } from '#shared/rules/volatile-mark-left.ts';
import { volumeWithoutSlavePropagation } from '#shared/rules/volume-without-slave-propagation.ts';
import { wrongPool } from '#shared/rules/wrong-pool.ts';
import { xfsRetriesForEver } from '#shared/rules/xfs-retries-for-ever.ts';
import { xfsWithoutFtype } from '#shared/rules/xfs-without-ftype.ts';

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
  poolFailed,
  poolNeedsCheck,
  poolOutOfDataSpace,
  poolNoSpaceTimeoutFired,
  poolQueuesWrites,
  poolMetadataFull,
  poolReadOnly,
  poolMetadataNearlyFull,
  poolDataNearlyFull,
  dockerRefusesDevices,
  loopLvm,
  sparseBackingShort,
  xfsRetriesForEver,
  thinFilesystemFull,
  thinDeletionFails,
  deferredDeletionBacklog,
  deferredDeletionOff,
  thinMissingInPool,
  thinOrphan,
  thinIdReused,
  transactionDrift,
  wrongPool,
  lvmTransactionMismatch,
  metadataSnapshotHeld,
  dmSuspended,
  udevCookieStuck,
  discardNotPassed,
  poolMetadataSize,
  containerdDevmapperStuck,
  thinCheckMissing,
  runningContainerThinInactive,
  lowerFolderMissing,
  layerContentDiffers,
  snapshotFolderMissing,
  orphanSnapshot,
  orphanLayerFolder,
  upperInTwoOverlays,
  upperIsLower,
  xfsWithoutFtype,
  overlay2LinksBroken,
  volatileMarkLeft,
  containersStorageDamaged,
  tooManyLowers,
  hungTaskInStorage,
  filesystemShutDown,
  daemonCannotStart,
  dockerSilentOnFullPool,
  captureNotPrivileged,
  mountTableUnstable,
  processesVanished,
  sosreportTruncated,
  sosreportObfuscated,
];
