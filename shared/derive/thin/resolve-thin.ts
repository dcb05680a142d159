import { isAbsent, present } from '#shared/base/absent.ts';
import { shortId } from '#shared/derive/short-path.ts';
import { idText, ownerOf } from '#shared/derive/thin/owners.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { type ThinIndex, thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinDevice } from '#shared/model/thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** What a needle names among pools and thin devices. */
export interface ThinNeedle {
  readonly title: string;
  /** `ThinPool.device`. */
  readonly pools: readonly string[];
  /** `ThinDevice.key`; empty when a pool was asked for. */
  readonly devices: readonly string[];
}

/** More devices with one id (one a pool) than anybody has pools are not listed. */
const mostNamed = 64;

/**
 * Tried in this order:
 *
 *     253:9, dm-9, docker-254:0-131182-pool   a pool
 *     253:9/27                                a thin device by pool and id
 *     253:16, /dev/mapper/…                   an active thin device
 *     kubesql-server                          a container's name
 *     27, thin 27                             a thin id
 *     vg/volume, volume                       a logical volume
 *     582caf7b0011…, sha256:…                 container, mount-id, layer or image, whole or the start of one
 */
export function resolveThin({ model }: Analysis, needle: string): ThinNeedle | null {
  const wanted = needle.trim();
  if (wanted === '') return null;
  const index = thinIndex(model);
  return (
    byPool(model, index, wanted) ??
    byKey(index, wanted) ??
    byDmDevice(index, wanted) ??
    byContainer(model, wanted, (c) => c.name === wanted) ??
    byThinId(model, wanted) ??
    byVolume(model, wanted) ??
    byHash(model, wanted)
  );
}

const named = (title: string, devices: readonly ThinDevice[]): ThinNeedle | null =>
  devices.length === 0
    ? null
    : {
        title,
        pools: [...new Set(devices.map((d) => d.pool))],
        devices: devices.slice(0, mostNamed).map((d) => d.key),
      };

function byPool(model: HostModel, index: ThinIndex, needle: string): ThinNeedle | null {
  const name = needle.replace(/^pool:|^\/dev\/(?:mapper\/)?/, '');
  const kernel = index.host.blocksByName.get(name)?.device;
  const pool = model.thinPools.find((p) => p.device === name || p.dmName === name || p.device === kernel);
  return pool ? { title: pool.dmName, pools: [pool.device], devices: [] } : null;
}

function byKey(index: ThinIndex, needle: string): ThinNeedle | null {
  const device = index.device.get(needle);
  return device ? named(idText(device), [device]) : null;
}

function byDmDevice(index: ThinIndex, needle: string): ThinNeedle | null {
  const name = needle.replace(/^\/dev\/(?:mapper\/)?/, '');
  const direct = index.byDmDevice.get(name) ?? index.byDmDevice.get(index.host.blocksByName.get(name)?.device ?? '');
  if (direct) return named(name, [direct]);
  for (const device of index.device.values()) {
    if ((present(device.active) ?? []).some((a) => a.dmName === name)) return named(name, [device]);
  }
  return null;
}

function byContainer(
  model: HostModel,
  title: string,
  matches: (c: HostModel['containers'][number]) => boolean,
): ThinNeedle | null {
  const ids = new Set(model.containers.filter(matches).map((c) => c.id));
  if (ids.size === 0) return null;
  return named(
    title,
    model.thinDevices.filter((d) => {
      const owner = ownerOf(model, d);
      return owner.role === 'container' && owner.container !== null && ids.has(owner.container.id);
    }),
  );
}

function byThinId(model: HostModel, needle: string): ThinNeedle | null {
  const match = /^(?:thin[: ])?(\d{1,8})$/.exec(needle);
  if (!match) return null;
  const id = Number(match[1]);
  return named(
    `thin ${id}`,
    model.thinDevices.filter((d) => d.id === id),
  );
}

function byVolume(model: HostModel, needle: string): ThinNeedle | null {
  return named(
    needle,
    model.thinDevices.filter((d) =>
      d.knownFrom.some((k) => k.from === 'lvm' && (k.volume === needle || k.volume.endsWith(`/${needle}`))),
    ),
  );
}

function byHash(model: HostModel, needle: string): ThinNeedle | null {
  const hash = needle.replace(/^sha256:/, '');
  if (!/^[0-9a-f]{4,64}(?:-init)?$|^base$/.test(hash)) return null;
  const container = byContainer(model, shortId(hash), (c) => c.id.startsWith(hash));
  if (container) return container;
  const exact = devicesWithHash(model, (h) => h === hash);
  if (exact.length > 0) return named(shortId(hash), exact);
  const chains = new Set(
    model.imageLayers.flatMap((l) =>
      [l.chainId, present(l.diffId)].some((id) => id?.replace(/^sha256:/, '').startsWith(hash)) && !isAbsent(l.cacheId)
        ? [l.cacheId]
        : [],
    ),
  );
  for (const image of model.images) {
    if (!image.id.replace(/^sha256:/, '').startsWith(hash)) continue;
    const top = model.imageLayers.find(
      (l) => l.chainId === present(image.topLayer) && l.engineRoot === image.engineRoot,
    );
    const cache = top ? present(top.cacheId) : null;
    if (cache !== null) chains.add(cache);
  }
  return named(
    shortId(hash),
    devicesWithHash(model, (h) => chains.has(h) || (h.startsWith(hash) && !h.endsWith('-init'))),
  );
}

const devicesWithHash = (model: HostModel, matches: (hash: string) => boolean): readonly ThinDevice[] =>
  model.thinDevices.filter((d) => d.knownFrom.some((k) => k.from === 'docker-metadata' && matches(k.hash)));
