import { isAbsent, present } from '#shared/base/absent.ts';
import type { LoopDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import type { DockerDevice, Image, ImageLayer } from '#shared/model/docker-storage.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LvmThinVolume } from '#shared/model/lvm.ts';
import { indexOf, type ModelIndex } from '#shared/model/model-index.ts';
import type { DmTarget, ThinDevice, ThinPool } from '#shared/model/thin.ts';

/** Lookups between pools, thin devices and those who own them. Built once per model. */
export interface ThinIndex {
  readonly host: ModelIndex;
  /** By `major:minor`. */
  readonly pool: ReadonlyMap<string, ThinPool>;
  readonly device: ReadonlyMap<string, ThinDevice>;
  readonly devicesOf: ReadonlyMap<string, readonly ThinDevice[]>;
  /** By `major:minor` of the active dm device. */
  readonly byDmDevice: ReadonlyMap<string, ThinDevice>;
  readonly loop: ReadonlyMap<string, LoopDevice>;
  readonly targetsOf: ReadonlyMap<string, readonly DmTarget[]>;
  /** By `${engineRoot}/${hash}`. */
  readonly dockerDevice: ReadonlyMap<string, DockerDevice>;
  /** By `${engineRoot}/${hash}` of docker's file for it. */
  readonly byDockerDevice: ReadonlyMap<string, ThinDevice>;
  readonly devicesOfId: ReadonlyMap<number, readonly ThinDevice[]>;
  /** By `${engineRoot}/${mountId}` and `${engineRoot}/${initId}`. */
  readonly containerByLayer: ReadonlyMap<string, Container>;
  /** By `${engineRoot}/${mountId}`. */
  readonly containerByMountId: ReadonlyMap<string, Container>;
  readonly containerByDmName: ReadonlyMap<string, Container>;
  /** The first container of each `docker-<major>:<minor>-<inode>-`: it shows which data root names its devices so. */
  readonly containerOfPrefix: ReadonlyMap<string, Container>;
  /** By `${engineRoot}/${cacheId}`. */
  readonly layerByCacheId: ReadonlyMap<string, ImageLayer>;
  /** By `${engineRoot}/${chainId}`: images that have this layer, uppermost first. */
  readonly imagesOfLayer: ReadonlyMap<string, readonly Image[]>;
  readonly image: ReadonlyMap<string, Image>;
  /** By `${volumeGroup}/${name}`. */
  readonly volume: ReadonlyMap<string, LvmThinVolume>;
}

const indexes = new WeakMap<HostModel, ThinIndex>();

export function thinIndex(model: HostModel): ThinIndex {
  const known = indexes.get(model);
  if (known) return known;
  const index = build(model);
  indexes.set(model, index);
  return index;
}

function build(model: HostModel): ThinIndex {
  return {
    host: indexOf(model),
    pool: new Map(model.thinPools.map((p) => [p.device, p])),
    device: new Map(model.thinDevices.map((d) => [d.key, d])),
    devicesOf: groupBy(model.thinDevices, (d) => d.pool),
    byDmDevice: new Map(model.thinDevices.flatMap((d) => (present(d.active) ?? []).map((a) => [a.device, d] as const))),
    loop: new Map(model.loopDevices.map((l) => [l.device, l])),
    targetsOf: groupBy(model.dmTargets, (t) => t.device),
    dockerDevice: new Map(model.dockerDevices.map((d) => [`${d.engineRoot}/${d.hash}`, d])),
    byDockerDevice: firstOf(
      model.thinDevices.flatMap((d) =>
        d.knownFrom.flatMap((k) => (k.from === 'docker-metadata' ? [[`${k.engineRoot}/${k.hash}`, d] as const] : [])),
      ),
    ),
    devicesOfId: groupBy(model.thinDevices, (d) => present(d.id)),
    containerByLayer: firstOf(
      model.containers.flatMap((c) =>
        [present(c.mountId), present(c.initId ?? null)].flatMap((id) =>
          id === null ? [] : [[`${c.engineRoot}/${id}`, c] as const],
        ),
      ),
    ),
    containerByMountId: new Map(
      model.containers.flatMap((c) => (isAbsent(c.mountId) ? [] : [[`${c.engineRoot}/${c.mountId}`, c] as const])),
    ),
    containerByDmName: new Map(model.containers.flatMap((c) => (isAbsent(c.dmName) ? [] : [[c.dmName, c] as const]))),
    containerOfPrefix: firstOf(
      model.containers.flatMap((c) => {
        const prefix = /^docker-\d+:\d+-\d+-/.exec(present(c.dmName) ?? '')?.[0];
        return prefix === undefined ? [] : [[prefix, c] as const];
      }),
    ),
    layerByCacheId: new Map(
      model.imageLayers.flatMap((l) => (isAbsent(l.cacheId) ? [] : [[`${l.engineRoot}/${l.cacheId}`, l] as const])),
    ),
    imagesOfLayer: imagesOfLayers(model),
    image: new Map(model.images.map((i) => [`${i.engineRoot}/${i.id}`, i])),
    volume: new Map(model.lvmThinVolumes.map((v) => [`${v.volumeGroup}/${v.name}`, v])),
  };
}

/** Of rows with one key the first counts. */
const firstOf = <Row>(rows: readonly (readonly [string, Row])[]): ReadonlyMap<string, Row> =>
  new Map(rows.toReversed());

/** Walks each image from its uppermost layer down; a parent that is its own ancestor (damaged files) ends the walk. */
function imagesOfLayers(model: HostModel): ReadonlyMap<string, readonly Image[]> {
  const layers = new Map(model.imageLayers.map((l) => [`${l.engineRoot}/${l.chainId}`, l]));
  const found = new Map<string, Image[]>();
  for (const image of model.images) {
    const seen = new Set<string>();
    let chainId: string | null = present(image.topLayer);
    while (chainId !== null && !seen.has(chainId)) {
      seen.add(chainId);
      const key = `${image.engineRoot}/${chainId}`;
      const images = found.get(key);
      if (images) images.push(image);
      else found.set(key, [image]);
      chainId = layers.get(key)?.parent ?? null;
    }
  }
  return found;
}
