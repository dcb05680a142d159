import { type Absent, isAbsent, notApplicable, present, unreadable } from '#shared/base/absent.ts';
import { type Sectors, sectors } from '#shared/base/units.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { PlacedLine } from '#shared/model/build/storage/dm-targets.ts';
import { lvmIds, plainId } from '#shared/model/build/storage/lvm.ts';
import { statusLines } from '#shared/model/build/storage/thin-status.ts';
import { thinMetadataRecord } from '#shared/model/build/thin-metadata.ts';
import type { DockerDevice } from '#shared/model/docker-storage.ts';
import type { LvmThinVolume } from '#shared/model/lvm.ts';
import type { ActiveThin, ThinDevice, ThinKnownFrom, ThinPool } from '#shared/model/thin.ts';
import type { ThinMetadata, ThinMetadataDevice } from '#shared/thin-metadata/thin-metadata.ts';

interface Draft {
  readonly key: string;
  readonly pool: string;
  readonly id: number | Absent;
  readonly active: ActiveThin[];
  readonly sizes: Sectors[];
  readonly knownFrom: ThinKnownFrom[];
}

/** What the tables of a capture say about thin devices, from all who write them down. */
export interface ThinBooks {
  readonly pools: readonly ThinPool[];
  readonly placed: readonly PlacedLine[];
  readonly blocks: readonly BlockDevice[];
  readonly slavesOf: (device: string) => readonly string[];
  readonly dockerDevices: readonly DockerDevice[];
  readonly volumes: readonly LvmThinVolume[];
  readonly thinMetadata: ReadonlyMap<string, ThinMetadata | Absent>;
}

export function buildThinDevices(evidence: Evidence, books: ThinBooks): readonly ThinDevice[] {
  const drafts = new Map<string, Draft>();
  const draft = (pool: string, id: number | Absent, otherwise: string): Draft => {
    const key = isAbsent(id) ? `${pool}/@${otherwise}` : `${pool}/${id}`;
    const known = drafts.get(key) ?? { key, pool, id, active: [], sizes: [], knownFrom: [] };
    drafts.set(key, known);
    return known;
  };
  addTables(evidence, books, draft);
  for (const file of books.dockerDevices) {
    if (isAbsent(file.pool)) continue;
    const entry = draft(file.pool, file.deviceId, '');
    const size = present(file.size);
    if (size !== null) entry.sizes.push(sectors(size / 512));
    const { engineRoot, hash, source } = file;
    entry.knownFrom.push({ from: 'docker-metadata', engineRoot, hash, source });
  }
  const poolOfVolume = new Map(books.pools.flatMap((p) => (p.lvm === null ? [] : [[p.lvm, p.device] as const])));
  for (const volume of books.volumes) {
    const pool = poolOfVolume.get(`${volume.volumeGroup}/${volume.pool}`);
    if (pool === undefined) continue;
    const entry = draft(pool, volume.deviceId, '');
    entry.sizes.push(volume.size);
    const { volumeGroup, name, source } = volume;
    entry.knownFrom.push({ from: 'lvm', volume: `${volumeGroup}/${name}`, source });
  }
  for (const { device: pool } of books.pools) {
    const metadata = books.thinMetadata.get(pool);
    if (!metadata || isAbsent(metadata)) continue;
    for (const { id, line } of metadata.devices) {
      const source = { evidence: thinMetadataRecord(pool), line };
      draft(pool, id, '').knownFrom.push({ from: 'pool-metadata', source });
    }
  }
  const tablesRead = evidence.records.get('dm-table')?.end.kind === 'complete';
  return [...drafts.values()].flatMap((d) =>
    finish(d, tablesRead ? null : evidence.absence('dm-table'), mappedInMetadata(d, books)),
  );
}

function addTables(
  evidence: Evidence,
  books: ThinBooks,
  draft: (pool: string, id: number | Absent, otherwise: string) => Draft,
) {
  const blockOf = new Map(books.blocks.map((b) => [b.device, b]));
  const poolDevices = new Set(books.pools.map((p) => p.device));
  const [first, second] = [statusLines(evidence, 'dm-status'), statusLines(evidence, 'dm-status@2')];
  for (const { device, row } of books.placed) {
    const { thin, target } = row;
    if (!thin || !target) continue;
    const pool = thin.pool ?? books.slavesOf(device).find((slave) => poolDevices.has(slave));
    if (pool === undefined) continue;
    const block = blockOf.get(device);
    const source = { evidence: 'dm-table', line: row.line };
    const entry = draft(pool, thin.id ?? writtenId(row.name, block?.dmUuid ?? null, books), device);
    entry.active.push({
      device,
      dmName: row.name,
      length: sectors(target.length),
      externalOrigin: thin.externalOrigin,
      readOnly: block?.readOnly ?? evidence.absence('block-devices'),
      suspended: block?.suspended ?? null,
      open: block?.dmOpen ?? evidence.absence('dm-devices'),
      status: first.thin(row.name),
      again: second.thin(row.name),
      source,
    });
    entry.sizes.unshift(sectors(target.length));
    entry.knownFrom.push({ from: 'table', source });
  }
}

/** A failed pool's devices print no id; docker's and LVM's books have it by name and uuid. */
function writtenId(dmName: string, dmUuid: string | null, books: ThinBooks): number | Absent {
  const file = books.dockerDevices.find((d) => d.dmName === dmName);
  if (file) return file.deviceId;
  const ids = lvmIds(dmUuid);
  const volume = ids && books.volumes.find((v) => plainId(v.id) === ids.volume);
  return volume ? volume.deviceId : unreadable('its pool failed, and nobody wrote its id down');
}

/** What an inactive device maps is known from the pool's metadata alone. */
function mappedInMetadata({ pool, id }: Draft, books: ThinBooks): Sectors | Absent | null {
  const metadata = books.thinMetadata.get(pool);
  if (!metadata || isAbsent(metadata) || isAbsent(metadata.superblock)) return null;
  const device = rowsOf(metadata).get(id as number);
  if (!device) return null;
  if (!device.whole) return unreadable("damage in the pool's metadata lost some of its mappings");
  return sectors(device.mapped * metadata.superblock.dataBlockSize);
}

const rows = new WeakMap<ThinMetadata, ReadonlyMap<number, ThinMetadataDevice>>();

function rowsOf(metadata: ThinMetadata): ReadonlyMap<number, ThinMetadataDevice> {
  const known = rows.get(metadata) ?? new Map(metadata.devices.map((d) => [d.id, d]));
  rows.set(metadata, known);
  return known;
}

function finish(draft: Draft, notRead: Absent | null, inMetadata: Sectors | Absent | null): ThinDevice[] {
  const [known, ...more] = draft.knownFrom;
  if (!known) return [];
  return [
    {
      key: draft.key,
      pool: draft.pool,
      id: draft.id,
      active: notRead !== null && draft.active.length === 0 ? notRead : draft.active,
      size: draft.sizes[0] ?? unreadable('nobody wrote its size down'),
      mapped: draft.active.length === 0 && inMetadata !== null ? inMetadata : mappedOf(draft.active[0], notRead),
      knownFrom: [known, ...more],
      source: draft.active[0]?.source ?? known.source,
    },
  ];
}

function mappedOf(active: ActiveThin | undefined, notRead: Absent | null): Sectors | Absent {
  if (!active) return notRead ?? notApplicable('it is inactive, and mappings were not collected');
  if (isAbsent(active.status)) return active.status;
  if (active.status.state === 'active') return active.status.mapped;
  return unreadable(active.status.state === 'failed' ? 'its pool failed' : 'its status could not be asked');
}
