import { present } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import type { DevicemapperRoot, DockerDevice } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ActiveThin, ThinDevice, ThinPool } from '#shared/model/thin.ts';

/** Joins between the tables about thin devices, each by the key that its rows name. */
export const poolOf = (model: HostModel, thin: ThinDevice): ThinPool | null =>
  thinIndex(model).pool.get(thin.pool) ?? null;

/** docker's rows about one thin device. More than one that is not deleted: docker gave one id twice. */
export function dockerDevicesOf(model: HostModel, thin: ThinDevice): readonly DockerDevice[] {
  return thin.knownFrom.flatMap((known) =>
    known.from === 'docker-metadata'
      ? (thinIndex(model).dockerDevice.get(`${known.engineRoot}/${known.hash}`) ?? [])
      : [],
  );
}

export function thinOfDockerDevice(model: HostModel, { pool, deviceId }: DockerDevice): ThinDevice | null {
  const device = present(pool);
  return device === null ? null : (thinIndex(model).device.get(`${device}/${deviceId}`) ?? null);
}

/** The container whose read-write layer (or its init layer) this is. */
export const containerOfDockerDevice = (model: HostModel, { engineRoot, hash }: DockerDevice): Container | null =>
  thinIndex(model).containerByLayer.get(`${engineRoot}/${hash}`) ?? null;

/** The thin device of a container's read-write layer; null where docker's files have none for it. */
export const thinOfContainer = (model: HostModel, { engineRoot, mountId }: Container): ThinDevice | null =>
  thinIndex(model).byDockerDevice.get(`${engineRoot}/${present(mountId) ?? ''}`) ?? null;

export const rootOfDockerDevice = (model: HostModel, { engineRoot }: DockerDevice): DevicemapperRoot | null =>
  model.devicemapperRoots.find((r) => r.engineRoot === engineRoot) ?? null;

/** Its dm devices; none where it is inactive or the tables were not read. */
export const activeOf = (thin: ThinDevice): readonly ActiveThin[] => present(thin.active) ?? [];
