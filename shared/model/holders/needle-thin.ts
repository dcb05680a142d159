import { present } from '#shared/base/absent.ts';
import { type HoldTarget, type Resolution, superblock } from '#shared/model/holders/hold-target.ts';
import { ofContainer } from '#shared/model/holders/needle-container.ts';
import { deviceSubject } from '#shared/model/holders/subjects.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Subject } from '#shared/model/subject.ts';
import { activeOf, containerOfDockerDevice, dockerDevicesOf } from '#shared/model/thin/thin-links.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';

/**
 * A thin device by its pool and id, or by id alone where it is said outright:
 *
 *     docker-254:0-131193-pool:27, 253:9/27, vg_docker/datapool:2     in that pool
 *     thin:27                                                         in whatever pool has it
 */
export function byThinId(index: ModelIndex, needle: string): Resolution | null {
  const match = /^(.+)[:/](\d{1,8})$/.exec(needle);
  if (!match) return null;
  const id = Number(match[2]);
  const inPools = match[1] === 'thin' ? null : poolsNamed(index, match[1]!);
  const devices = index.model.thinDevices.filter(
    (t) => t.id === id && (inPools === null || inPools.some((p) => p.device === t.pool)),
  );
  return ofThinDevices(index, devices);
}

/** A thin device that is not active, by the dm name docker would give it or the logical volume it is. */
export function byInactiveName(index: ModelIndex, needle: string): Resolution | null {
  const name = needle.replace(/^\/dev\/(?:mapper\/)?/, '');
  const file = index.model.dockerDevices.find((d) => d.dmName === name);
  const key = file ? `${present(file.pool)}/${file.deviceId}` : null;
  const devices = index.model.thinDevices.filter(
    (t) => t.key === key || t.knownFrom.some((k) => k.from === 'lvm' && k.volume === name),
  );
  return ofThinDevices(index, devices);
}

/** An image layer, an init layer or a container's layer: by chain id, cache id or mount id, whole or the start of one. */
export function byLayer(index: ModelIndex, needle: string): Resolution | null {
  const { imageLayers, dockerDevices, thinDevices } = index.model;
  const start = needle.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{4,64}(?:-init)?$/.test(start)) return null;
  const layers = imageLayers.filter((l) => l.chainId.startsWith(`sha256:${start}`));
  const found = dockerDevices.filter(
    (d) => d.hash.startsWith(start) || layers.some((l) => l.engineRoot === d.engineRoot && l.cacheId === d.hash),
  );
  // A container's layer has an init layer whose hash begins alike: the shorter one is meant.
  const shortest = Math.min(...found.map((d) => d.hash.length));
  const meant = found.filter((d) => d.hash.length === shortest);
  if (meant.length === 0 || new Set(meant.map((d) => d.hash)).size > (layers.length || 1)) return null;
  const keys = new Set(meant.map((d) => `${present(d.pool)}/${d.deviceId}`));
  return ofThinDevices(
    index,
    thinDevices.filter((t) => keys.has(t.key)),
  );
}

function poolsNamed(index: ModelIndex, name: string): readonly ThinPool[] {
  const plain = name.replace(/^\/dev\/(?:mapper\/)?/, '');
  const kernel = index.blocksByName.get(plain)?.device;
  return index.model.thinPools.filter(
    (p) => p.device === plain || p.dmName === plain || p.lvm === plain || p.device === kernel,
  );
}

/** Each device's holders are those of its active dm device; an inactive one has none, which is an answer. */
function ofThinDevices(index: ModelIndex, devices: readonly ThinDevice[]): Resolution | null {
  const resolved: Subject[] = [];
  const targets: HoldTarget[] = [];
  const otherwise: HoldTarget[] = [];
  for (const thin of devices) {
    const active = activeOf(thin);
    if (active.length === 0) resolved.push(inactiveSubject(thin));
    for (const { device } of active) {
      resolved.push({ ...deviceSubject(index, device), kind: 'thin-device' });
      targets.push(superblock(device));
    }
    for (const file of dockerDevicesOf(index.model, thin)) {
      const container = containerOfDockerDevice(index.model, file);
      if (!container) continue;
      const own = ofContainer(index, container);
      resolved.push(own.resolved[0]);
      otherwise.push(...own.otherwise);
    }
  }
  const [first, ...more] = resolved;
  return first ? { resolved: [first, ...more], targets, otherwise } : null;
}

const inactiveSubject = (thin: ThinDevice): Subject => ({
  kind: 'thin-device',
  id: thin.key,
  name: `thin ${present(thin.id) ?? '?'}`,
});
