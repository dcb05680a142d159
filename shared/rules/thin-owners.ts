import type { DockerDevice } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { dockerDevicesOf } from '#shared/model/thin/thin-links.ts';
import type { ThinDevice } from '#shared/model/thin.ts';

/** docker's file for this thin device; one that is not marked deleted first, null when no data root has one. */
export function dockerDeviceOf(model: HostModel, thin: ThinDevice): DockerDevice | null {
  const files = dockerDevicesOf(model, thin);
  return files.find((d) => !d.deleted) ?? files[0] ?? null;
}

export const sameRoot = (a: string, b: string): boolean => a.replace(/\/+$/, '') === b.replace(/\/+$/, '');
