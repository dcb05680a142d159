import { present } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import type { DevicemapperRoot, DockerDevice } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ActiveThin, ThinDevice, ThinPool } from '#shared/model/thin.ts';

/** Joins between the tables about thin devices, each by the key that its rows name. */
export const poolOf = (model: HostModel, thin: ThinDevice): ThinPool | null =>
  model.thinPools.find((p) => p.device === thin.pool) ?? null;

/** docker's rows about one thin device. More than one that is not deleted: docker gave one id twice. */
export function dockerDevicesOf(model: HostModel, thin: ThinDevice): readonly DockerDevice[] {
  return thin.knownFrom.flatMap((known) =>
    known.from === 'docker-metadata'
      ? model.dockerDevices.filter((d) => d.engineRoot === known.engineRoot && d.hash === known.hash)
      : [],
  );
}

export function thinOfDockerDevice(model: HostModel, { pool, deviceId }: DockerDevice): ThinDevice | null {
  const device = present(pool);
  return device === null ? null : (model.thinDevices.find((t) => t.key === `${device}/${deviceId}`) ?? null);
}

/** The container whose read-write layer (or its init layer) this is. */
export const containerOfDockerDevice = (model: HostModel, { engineRoot, hash }: DockerDevice): Container | null =>
  model.containers.find(
    (c) => c.engineRoot === engineRoot && (present(c.mountId) === hash || present(c.initId ?? null) === hash),
  ) ?? null;

export const rootOfDockerDevice = (model: HostModel, { engineRoot }: DockerDevice): DevicemapperRoot | null =>
  model.devicemapperRoots.find((r) => r.engineRoot === engineRoot) ?? null;

/** Its dm devices; none where it is inactive or the tables were not read. */
export const activeOf = (thin: ThinDevice): readonly ActiveThin[] => present(thin.active) ?? [];
