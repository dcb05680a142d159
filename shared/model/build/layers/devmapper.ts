import { type Absent, isAbsent, present } from '#shared/base/absent.ts';
import { type DevmapperDevice, unfinishedStates } from '#shared/containerd-metadata/devmapper-store.ts';
import type { SnapshotStore } from '#shared/containerd-metadata/snapshot-store.ts';
import type { ContainerdDatabases } from '#shared/model/build/layers/databases.ts';
import type { SnapshotterDevice } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';

/** Devices of each devmapper snapshotter, by its data root; left out where no such database was collected. */
export function buildSnapshotterDevices(databases: ContainerdDatabases): Pick<HostModel, 'snapshotterDevices'> {
  if (databases.devmapper.length === 0) return {};
  const found = new Map<string, readonly SnapshotterDevice[] | Absent>();
  for (const { root, evidence, rows } of databases.devmapper) {
    const known = found.get(root);
    if (isAbsent(rows)) {
      if (known === undefined) found.set(root, rows);
      continue;
    }
    if (!rows.hasSchema) continue;
    const snapshots = databases.snapshotters.find((s) => s.root === root && s.driver === 'devmapper')?.rows;
    const own = rows.devices.map((d) => deviceOf(root, evidence, d, snapshots ?? databases.otherwise));
    found.set(root, [...(known === undefined || isAbsent(known) ? [] : known), ...own]);
  }
  return { snapshotterDevices: found };
}

function deviceOf(
  root: string,
  evidence: string,
  device: DevmapperDevice,
  snapshots: SnapshotStore | Absent,
): SnapshotterDevice {
  const state = present(device.state);
  const id = Number(/-snap-(\d+)$/.exec(device.name)?.[1] ?? Number.NaN);
  const snapshot = isAbsent(snapshots) ? snapshots : (snapshots.snapshots.find((s) => s.id === id)?.createdAt ?? null);
  return {
    root,
    name: device.name,
    deviceId: device.deviceId,
    state: device.state,
    isUnfinished: state !== null && unfinishedStates.has(state),
    error: device.error,
    snapshotCreatedAt: snapshot,
    source: { evidence, line: 0, bucket: `devices/${device.name}` },
  };
}
