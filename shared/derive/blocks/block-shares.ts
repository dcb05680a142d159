import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, notCollected } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';
import { BlockUse } from '#shared/thin-metadata/block-use.ts';
import type { ThinMetadata, ThinMetadataDevice } from '#shared/thin-metadata/thin-metadata.ts';

/** What a pool's own metadata says, or why that is not known. */
export const metadataOf = (model: HostModel, pool: Pick<ThinPool, 'device'>): ThinMetadata | Absent =>
  model.thinMetadata?.get(pool.device) ?? notCollected('thin-metadata');

const uses = new WeakMap<ThinMetadata, BlockUse>();

/** Counted once per metadata: two million mappings are worth keeping. */
export function blockUse(metadata: ThinMetadata): BlockUse {
  let use = uses.get(metadata);
  if (!use) uses.set(metadata, (use = new BlockUse(metadata)));
  return use;
}

/** Blocks of a pool with one owner, and with more; null without mappings. */
export function blockShares(
  model: HostModel,
  pool: ThinPool,
): { readonly own: number; readonly shared: number } | null {
  const metadata = metadataOf(model, pool);
  if (isAbsent(metadata)) return null;
  const use = blockUse(metadata);
  return { own: use.mapped - use.shared, shared: use.shared };
}

const byId = new WeakMap<ThinMetadata, ReadonlyMap<number, ThinMetadataDevice>>();

export function metadataDevice(metadata: ThinMetadata, id: number): ThinMetadataDevice | null {
  let devices = byId.get(metadata);
  if (!devices) byId.set(metadata, (devices = new Map(metadata.devices.map((d) => [d.id, d]))));
  return devices.get(id) ?? null;
}

/** Blocks mapped by a thin device and those that are its alone, by its pool's metadata. */
export function sharesOf(
  model: HostModel,
  device: ThinDevice,
): { readonly mapped: number; readonly own: number } | Absent {
  const metadata = metadataOf(model, { device: device.pool });
  if (isAbsent(metadata)) return metadata;
  if (isAbsent(device.id)) return device.id;
  const found = metadataDevice(metadata, device.id);
  if (!found) return notCollected('thin-metadata');
  return { mapped: found.mapped, own: blockUse(metadata).exclusive(found) };
}
