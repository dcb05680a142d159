import { type Absent, isAbsent, notCollected, unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import { dmPrefixes, dmPrefixOfFolder } from '#shared/model/build/docker-prefix.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { DevicemapperRoot, DockerDevice } from '#shared/model/docker-storage.ts';
import { firstBy } from '#shared/model/group-by.ts';
import { type DockerDevice as DockerDeviceFile, parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { parseDockerDeviceSet } from '#shared/parsers/docker-deviceset.ts';
import { parseFolderInodes } from '#shared/parsers/folder-inodes.ts';

const record = 'docker-device-metadata';

/** Data roots with the devicemapper driver, without the pool they use: whoever knows the pools adds it. */
export function readRoots(
  evidence: Evidence,
  blocks: readonly BlockDevice[],
): readonly Omit<DevicemapperRoot, 'pool'>[] {
  const files = evidence.rows(record, parseDockerDevices);
  const sets = firstBy(evidence.rows(record, parseDockerDeviceSet), (s) => s.engineRoot);
  const folders = firstBy(evidence.rows(`${record}/roots`, parseFolderInodes), (f) =>
    f.path.replace(/\/devicemapper$/, ''),
  );
  const inUse = dmPrefixes(files, blocks);
  const lines = new Map(files.map((f) => [f.engineRoot, f.line]));
  return [...new Set([...sets.keys(), ...lines.keys(), ...folders.keys()])].map((engineRoot) => {
    const set = sets.get(engineRoot);
    const folder = folders.get(engineRoot);
    const lost = (field: string) => unreadable(`deviceset-metadata has no ${field}`);
    const transaction = set?.transaction;
    return {
      engineRoot,
      prefix: folder ? dmPrefixOfFolder(folder) : evidence.absence(`${record}/roots`),
      prefixInUse: inUse.get(engineRoot) ?? unreadable('no device of this data root is active'),
      nextDeviceId: set?.nextDeviceId ?? lost('next_device_id'),
      baseDeviceUuid: set?.baseDeviceUuid || lost('BaseDeviceUUID'),
      baseDeviceFilesystem: set?.baseDeviceFilesystem || lost('BaseDeviceFilesystem'),
      transaction: transaction
        ? {
            openTransactionId: transaction.openTransactionId,
            deviceHash: transaction.deviceHash,
            deviceId: transaction.deviceId,
            source: { evidence: record, line: transaction.line },
          }
        : unreadable('there is no transaction-metadata'),
      source:
        folder && !set
          ? { evidence: `${record}/roots`, line: folder.line }
          : { evidence: record, line: set?.line ?? lines.get(engineRoot) ?? 0 },
    };
  });
}

export function buildDockerDevices(evidence: Evidence, roots: readonly DevicemapperRoot[]): readonly DockerDevice[] {
  const rootOf = new Map(roots.map((r) => [r.engineRoot, r]));
  const again = laterReading(evidence);
  return evidence.rows(record, parseDockerDevices).map((file): DockerDevice => {
    const root = rootOf.get(file.engineRoot);
    const prefix = root ? usedPrefix(root) : unreadable('its data root is not known');
    return {
      engineRoot: file.engineRoot,
      hash: file.hash,
      deviceId: file.deviceId,
      size: file.size === null ? unreadable('it names no size') : bytes(file.size),
      transactionId: file.transactionId ?? unreadable('it names no transaction_id'),
      initialized: file.initialized ?? unreadable('it does not say'),
      deleted: file.deleted,
      again: again(file),
      dmName: isAbsent(prefix) ? prefix : `${prefix}-${file.hash}`,
      pool: root?.pool ?? unreadable('its data root is not known'),
      source: { evidence: record, line: file.line },
    };
  });
}

/** What its active devices carry; where none is active, what docker would make of the folder now. */
export const usedPrefix = (root: Omit<DevicemapperRoot, 'pool'>): string | Absent =>
  isAbsent(root.prefixInUse) ? root.prefix : root.prefixInUse;

function laterReading(evidence: Evidence): (file: DockerDeviceFile) => DockerDevice['again'] {
  const second = evidence.records.get(`${record}@2`);
  if (!second) return () => notCollected(`${record}@2`);
  if (second.end.kind !== 'complete') return () => evidence.absence(`${record}@2`);
  const later = firstBy(evidence.rows(`${record}@2`, parseDockerDevices), (f) => `${f.engineRoot}\0${f.hash}`);
  return (file) => {
    const now = later.get(`${file.engineRoot}\0${file.hash}`);
    if (!now) return 'gone';
    if (now.deviceId !== file.deviceId) return 'changed';
    if (now.deleted && !file.deleted) return 'deleted';
    return now.transactionId === file.transactionId && now.deleted === file.deleted ? 'same' : 'changed';
  };
}
