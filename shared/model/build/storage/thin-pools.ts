import { type Absent, isAbsent, notCollected, unparsable, unreadable } from '#shared/base/absent.ts';
import { poolBlocks, sectors } from '#shared/base/units.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { deviceByDmName, type PlacedLine } from '#shared/model/build/storage/dm-targets.ts';
import { type LvmTables, lvmIds, lvmNames, plainId } from '#shared/model/build/storage/lvm.ts';
import { type Claim, ownersOf, type PoolName } from '#shared/model/build/storage/pool-claims.ts';
import { statusLines } from '#shared/model/build/storage/thin-status.ts';
import { thinMetadataRecord } from '#shared/model/build/thin-metadata.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { OwnerProof, PoolOwner, PoolTable, ThinPool } from '#shared/model/thin.ts';
import type { DmTableLine } from '#shared/parsers/dm-table.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/** Devices with a thin-pool table, and those that only a status line calls one. */
export function findPools(
  evidence: Evidence,
  placed: readonly PlacedLine[],
  blocks: readonly BlockDevice[],
): readonly PoolName[] {
  const fromTable = placed
    .filter(({ row }) => row.target?.kind === 'thin-pool')
    .map(({ device, row }) => ({ device, dmName: row.name, source: { evidence: 'dm-table', line: row.line } }));
  const known = new Set(fromTable.map((p) => p.dmName));
  const deviceOf = deviceByDmName(blocks);
  const status = statusLines(evidence, 'dm-status');
  const onlyStatus = status.pools.flatMap((dmName): PoolName[] => {
    const device = deviceOf.get(dmName);
    const line = status.pool(dmName);
    if (known.has(dmName) || device === undefined) return [];
    return [{ device, dmName, source: isAbsent(line) ? { evidence: 'dm-status', line: 0 } : line.source }];
  });
  return [...fromTable, ...onlyStatus, ...imagePool(evidence)];
}

/** A bare metadata file is a pool of which nothing else is known. It is called as the file is. */
function imagePool(evidence: Evidence): PoolName[] {
  const record = evidence.records.get(thinMetadataRecord('image'));
  if (!record) return [];
  const { origin, id } = record;
  const dmName = origin.kind === 'archive' ? origin.member : origin.what;
  return [{ device: 'image', dmName, source: { evidence: id, line: 0 } }];
}

export function buildThinPools(
  evidence: Evidence,
  pools: readonly PoolName[],
  placed: readonly PlacedLine[],
  blocks: readonly BlockDevice[],
  claims: readonly Claim[],
  lvm: LvmTables,
  thinMetadata: ReadonlyMap<string, ThinMetadata | Absent>,
): readonly ThinPool[] {
  const tables = firstBy(
    placed.filter(({ row }) => row.target?.kind === 'thin-pool'),
    (line) => line.device,
  );
  const blockOf = new Map(blocks.map((b) => [b.device, b]));
  const [first, second] = [statusLines(evidence, 'dm-status'), statusLines(evidence, 'dm-status@2')];
  return pools.map(({ device, dmName, source }): ThinPool => {
    const block = blockOf.get(device);
    const lvmOwner = lvmOwnerOf(dmName, block?.dmUuid ?? null, source, lvm);
    const engines = ownersOf(device, claims);
    const lvmUses = lvmOwner !== null && (engines.length === 0 || hasVolumes(lvmOwner, lvm));
    const owners: readonly PoolOwner[] = [...engines, ...(lvmUses ? [lvmOwner.owner] : [])];
    // docker works in LVM's pools too: without its books its devices in one would look like LVM's strays.
    const unread = engines.length === 0 ? dockerBooksUnread(evidence, device, placed) : null;
    const [strongest, ...others] = owners;
    const owner = unread ?? strongest ?? nobody(evidence);
    const otherOwners = unread ? [] : others;
    const row = tables.get(device)?.row;
    return {
      device,
      dmName,
      dmUuid: block?.dmUuid ?? null,
      table: row ? tableOf(row) : evidence.absence('dm-table'),
      status: first.pool(dmName),
      again: second.pool(dmName),
      suspended: block?.suspended ?? null,
      owner,
      otherOwners,
      lvm: lvmOwner?.key ?? null,
      deviceIds: deviceIdsOf(thinMetadata.get(device) ?? notCollected('thin-metadata')),
      source,
    };
  });
}

function deviceIdsOf(metadata: ThinMetadata | Absent): ReadonlySet<number> | Absent {
  if (isAbsent(metadata)) return metadata;
  if (!metadata.allDevices) return unreadable("damage in the pool's metadata may hide some of its devices");
  return new Set(metadata.devices.map((d) => d.id));
}

function tableOf(row: DmTableLine): PoolTable | Absent {
  if (!row.pool || !row.target) return unparsable(`dm-table line ${row.line}`);
  return {
    length: sectors(row.target.length),
    metadataDevice: row.pool.metadataDevice,
    dataDevice: row.pool.dataDevice,
    blockSize: sectors(row.pool.blockSize),
    lowWaterMark: poolBlocks(row.pool.lowWaterMark),
    features: row.pool.features,
    source: { evidence: 'dm-table', line: row.line },
  };
}

interface LvmOwner {
  readonly key: string;
  readonly owner: PoolOwner;
}

/** LVM made it when its uuid is LVM's; the backup text gives the names, else the dm name does. */
function lvmOwnerOf(
  dmName: string,
  dmUuid: string | null,
  source: PoolName['source'],
  lvm: LvmTables,
): LvmOwner | null {
  const ids = lvmIds(dmUuid);
  if (!ids) return null;
  const written = lvm.lvmThinPools.find((p) => plainId(p.id) === ids.volume);
  const names = written
    ? { group: written.volumeGroup, volume: written.name }
    : lvmNames(dmName.replace(/-tpool$/, ''));
  if (!names) return null;
  const proof: OwnerProof[] = [
    { by: 'dm-uuid', source },
    ...(written ? [{ by: 'backup' as const, source: written.source }] : []),
  ];
  return {
    key: `${names.group}/${names.volume}`,
    owner: { kind: 'lvm', volumeGroup: names.group, logicalVolume: names.volume, proof },
  };
}

const hasVolumes = ({ key }: LvmOwner, lvm: LvmTables) =>
  lvm.lvmThinVolumes.some((v) => `${v.volumeGroup}/${v.pool}` === key);

/** Where every book that would name it was read; else it cannot be told. */
function nobody(evidence: Evidence): PoolOwner | Absent {
  for (const id of ['docker-device-metadata', 'block-devices', 'daemons/config']) {
    const record = evidence.records.get(id);
    if (!record) return notCollected(id);
    if (record.end.kind !== 'complete' && record.end.kind !== 'not-applicable') return evidence.absence(id);
  }
  return { kind: 'nobody' };
}

/** Devices that docker names stand in the pool, and docker's metadata was not read whole. */
function dockerBooksUnread(evidence: Evidence, pool: string, placed: readonly PlacedLine[]): Absent | null {
  const record = evidence.records.get('docker-device-metadata');
  if (record?.end.kind === 'complete') return null;
  const isDockers = placed.some(
    ({ row }) => row.thin?.pool === pool && /^docker-\d+:\d+-\d+-[0-9a-f]{64}$/.test(row.name),
  );
  return isDockers ? evidence.absence('docker-device-metadata') : null;
}
