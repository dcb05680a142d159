import type { SourceRef } from '#shared/base/source-ref.ts';
import type { DeviceMap, MapRow } from '#shared/derive/device-map.ts';

/** What the table says of an object besides its name and state. */
export interface MapDetail {
  readonly ids: string;
  readonly device: string;
  /** Of a pool: data and metadata; of a device what is mapped. */
  readonly mapped: string;
  readonly image: string;
  readonly mismatch: string | null;
  readonly blocked: MapRow['blocked'];
  readonly source: SourceRef | null;
}

const bare = { ids: '', device: '', mapped: '', image: '', mismatch: null, blocked: null, source: null } as const;

/** By the object's key. */
export function detailsOf(map: DeviceMap): ReadonlyMap<string, MapDetail> {
  const details = new Map<string, MapDetail>();
  for (const disk of map.disks) details.set(disk.key, { ...bare, device: disk.device ?? '' });
  for (const pool of map.pools) {
    const { device, source } = pool;
    details.set(pool.key, { ...bare, device, source, mapped: `${pool.data.text}  ${pool.metadata.text}` });
    for (const brick of pool.backing) details.set(brick.key, { ...bare, device: brick.device });
    for (const row of pool.rows) {
      details.set(row.key, {
        ids: row.idText,
        device: row.device,
        mapped: row.mapped.text,
        image: row.image,
        mismatch: row.mismatch,
        blocked: row.blocked,
        source: row.source,
      });
    }
  }
  return details;
}
