import { isAbsent, present } from '#shared/base/absent.ts';
import type { MapOwnerShape } from '#shared/derive/device-map.ts';
import { shortId } from '#shared/derive/short-path.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { DockerDevice, ImageLayer } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ThinIndex } from '#shared/model/thin/thin-index.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';

/** Who a thin device belongs to: the right end of the device map. */
export interface ThinOwner {
  readonly shape: MapOwnerShape;
  /** `web`, `init of web`, `base`, `data01`, `nobody`. */
  readonly title: string;
  readonly role: 'container' | 'init' | 'image-layer' | 'base' | 'volume' | 'snapshot' | 'nobody' | 'unknown';
  /** Whose own it is, or whose init layer. */
  readonly container: Container | null;
  readonly docker: DockerDevice | null;
  readonly layer: ImageLayer | null;
  /** Names of images it belongs to; empty when none is known. */
  readonly image: string;
  /** The pool has an owner that should know it, and does not. */
  readonly orphan: boolean;
  /** Device id of the volume it is a snapshot of. */
  readonly snapshotOf: number | null;
  /** What two sources say where they differ. */
  readonly mismatch: string | null;
}

const known = new WeakMap<HostModel, Map<string, ThinOwner>>();

/** Kept per model: the map, the tables and the chain ask for the same owners. */
export function ownerOf(model: HostModel, device: ThinDevice): ThinOwner {
  const owners = known.get(model) ?? new Map<string, ThinOwner>();
  known.set(model, owners);
  let owner = owners.get(device.key);
  if (!owner) owners.set(device.key, (owner = findOwner(model, thinIndex(model), device)));
  return owner;
}

const bare = {
  container: null,
  docker: null,
  layer: null,
  image: '',
  orphan: false,
  snapshotOf: null,
  mismatch: null,
} as const;

function findOwner(model: HostModel, index: ThinIndex, device: ThinDevice): ThinOwner {
  const pool = index.pool.get(device.pool);
  const active = (present(device.active) ?? [])[0] ?? null;
  const claims = device.knownFrom.filter((k) => k.from === 'docker-metadata');
  const mismatch = mismatchOf(device);
  const claim = claims[0];
  if (claim) {
    const docker = index.dockerDevice.get(`${claim.engineRoot}/${claim.hash}`) ?? null;
    return { ...dockerOwner(index, claim.engineRoot, claim.hash), docker, mismatch };
  }
  const container = active ? index.containerByDmName.get(active.dmName) : undefined;
  if (container) return { ...bare, ...containerOwner(index, container), mismatch };
  const lvm = device.knownFrom.find((k) => k.from === 'lvm');
  if (lvm) return { ...volumeOwner(index, lvm.volume), mismatch };
  const snapshot = device.knownFrom.find((k) => k.from === 'containerd');
  if (snapshot || (pool && ownerKind(pool) === 'containerd' && active)) {
    const title = active ? active.dmName : say(msg('devmap.snapshot', { id: idText(device) }));
    return { ...bare, shape: 'snapshot', role: 'snapshot', title, mismatch };
  }
  return { ...unclaimed(model, pool, device, active?.dmName ?? null), mismatch };
}

function dockerOwner(index: ThinIndex, root: string, hash: string): ThinOwner {
  const container = index.containerByMountId.get(`${root}/${hash}`);
  if (container) return { ...bare, ...containerOwner(index, container) };
  if (hash === 'base') return { ...bare, shape: 'layer', role: 'base', title: 'base' };
  const layer = index.layerByCacheId.get(`${root}/${hash}`) ?? null;
  if (layer) {
    const images = index.imagesOfLayer.get(`${root}/${layer.chainId}`) ?? [];
    const names = images.map((i) => i.names[0] ?? shortId(i.id.replace(/^sha256:/, '')));
    return { ...bare, shape: 'layer', role: 'image-layer', title: shortId(hash), layer, image: firstNames(names) };
  }
  if (hash.endsWith('-init')) {
    const of = index.containerByMountId.get(`${root}/${hash.slice(0, -5)}`) ?? null;
    const title = say(msg('devmap.init-of', { name: of?.name ?? shortId(hash.slice(0, -5)) }));
    return { ...bare, shape: 'layer', role: 'init', title, container: of };
  }
  return { ...bare, shape: 'layer', role: 'unknown', title: shortId(hash) };
}

const firstNames = (names: readonly string[]): string =>
  names.length > 2 ? say(msg('devmap.images-more', { first: names[0]!, n: names.length - 1 })) : names.join(', ');

function containerOwner(
  index: ThinIndex,
  container: Container,
): Pick<ThinOwner, 'shape' | 'role' | 'title' | 'container' | 'image'> {
  const id = container.imageId === undefined ? null : present(container.imageId);
  const image = id === null ? null : index.image.get(`${container.engineRoot}/${id}`);
  return {
    shape: 'container',
    role: 'container',
    title: container.name,
    container,
    image: image?.names[0] ?? present(container.image) ?? '',
  };
}

function volumeOwner(index: ThinIndex, key: string): ThinOwner {
  const volume = index.volume.get(key);
  const origin = volume?.origin ? index.volume.get(`${volume.volumeGroup}/${volume.origin}`) : undefined;
  return {
    ...bare,
    shape: 'volume',
    role: 'volume',
    title: volume?.name ?? key,
    snapshotOf: origin?.deviceId ?? null,
  };
}

/** Nobody wrote it down. That is an orphan only where somebody keeps books about this pool and they were read. */
function unclaimed(model: HostModel, pool: ThinPool | undefined, device: ThinDevice, dmName: string | null): ThinOwner {
  const owner = pool ? present(pool.owner) : null;
  if (owner?.kind === 'nobody') {
    return dmName === null
      ? { ...bare, shape: 'nobody', role: 'nobody', title: say(msg('devmap.nobody')) }
      : { ...bare, shape: 'volume', role: 'volume', title: dmName };
  }
  if (!owner || isAbsent(device.id)) {
    return { ...bare, shape: 'unknown', role: 'unknown', title: dmName ?? say(msg('devmap.owner-unknown')) };
  }
  const books =
    owner.kind === 'docker'
      ? model.dockerDevices.some((d) => d.engineRoot === owner.root)
      : owner.kind === 'lvm' && model.lvmVolumeGroups.some((g) => g.name === owner.volumeGroup);
  return books
    ? { ...bare, shape: 'nobody', role: 'nobody', title: say(msg('devmap.nobody')), orphan: true }
    : { ...bare, shape: 'unknown', role: 'unknown', title: dmName ?? say(msg('devmap.owner-unknown')) };
}

/** Two owners for one id, or two dm devices on it: never the newer one, silently. */
function mismatchOf(device: ThinDevice): string | null {
  const claims = device.knownFrom.flatMap((k) =>
    k.from === 'docker-metadata' ? [shortId(k.hash)] : k.from === 'lvm' ? [k.volume] : [],
  );
  if (claims.length > 1) return claims.join(' / ');
  const active = present(device.active) ?? [];
  return active.length > 1 ? active.map((a) => a.device).join(' / ') : null;
}

const ownerKind = (pool: ThinPool): string | null => present(pool.owner)?.kind ?? null;

/** `27`; `?` where the pool failed and nobody wrote it down. */
export const idText = (device: ThinDevice): string => (isAbsent(device.id) ? '?' : String(device.id));
