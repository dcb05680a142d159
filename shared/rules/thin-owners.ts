import { isAbsent } from '#shared/base/absent.ts';
import type { Container } from '#shared/model/container.ts';
import type { DockerDevice } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ActiveThin, ThinDevice } from '#shared/model/thin.ts';

/** docker's file for this thin device; null when no data root has one. */
export function dockerDeviceOf(model: HostModel, thin: ThinDevice): DockerDevice | null {
  for (const known of thin.knownFrom) {
    if (known.from !== 'docker-metadata') continue;
    const device = model.dockerDevices.find((d) => d.engineRoot === known.engineRoot && d.hash === known.hash);
    if (device) return device;
  }
  return null;
}

/** The thin device of docker's file; null while the pool of that data root is not known. */
export const thinOf = (model: HostModel, device: DockerDevice): ThinDevice | null =>
  model.thinDevices.find((t) =>
    t.knownFrom.some(
      (k) => k.from === 'docker-metadata' && k.engineRoot === device.engineRoot && k.hash === device.hash,
    ),
  ) ?? null;

/** The container whose read-write layer it is; null for image layers, init layers, and after the container is gone. */
export const containerOf = (model: HostModel, device: Pick<DockerDevice, 'engineRoot' | 'hash'>): Container | null =>
  model.containers.find((c) => c.engineRoot === device.engineRoot && c.mountId === device.hash) ?? null;

/** Its dm devices; empty when it is inactive and when tables were not read. */
export const activeOf = (thin: ThinDevice): readonly ActiveThin[] => (isAbsent(thin.active) ? [] : thin.active);

export const sameRoot = (a: string, b: string): boolean => a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
