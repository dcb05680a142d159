import { unreadable } from '#shared/base/absent.ts';
import { sectors } from '#shared/base/units.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { LvmThinPool, LvmThinVolume, LvmVolumeGroup } from '#shared/model/lvm.ts';
import { type LvmBackup, type LvmVolume, parseLvmBackup } from '#shared/parsers/lvm-backup.ts';

export interface LvmTables {
  readonly lvmVolumeGroups: readonly LvmVolumeGroup[];
  readonly lvmThinPools: readonly LvmThinPool[];
  readonly lvmThinVolumes: readonly LvmThinVolume[];
}

export function buildLvm(evidence: Evidence): LvmTables {
  const groups = evidence.rows('lvm-backup', parseLvmBackup);
  return {
    lvmVolumeGroups: groups.map(volumeGroup),
    lvmThinPools: groups.flatMap((group) => group.volumes.flatMap((lv) => thinPool(group, lv))),
    lvmThinVolumes: groups.flatMap((group) => group.volumes.flatMap((lv) => thinVolume(group, lv))),
  };
}

const sourceOf = (row: { readonly line: number }) => ({ evidence: 'lvm-backup', line: row.line });

function volumeGroup(group: LvmBackup): LvmVolumeGroup {
  const used = group.volumes.flatMap((lv) => lv.segments).reduce((sum, s) => sum + s.physicalExtents, 0);
  return {
    name: group.name,
    id: group.id,
    sequence: group.sequence,
    extentSize: sectors(group.extentSize),
    freeExtents: Math.max(0, group.physicalExtents - used),
    metadataSpare: group.volumes.some((lv) => lv.name.endsWith('_pmspare')),
    writtenAt: group.createdAt === null ? unreadable('the backup has no creation_time') : group.createdAt * 1000,
    source: sourceOf(group),
  };
}

const sizeOf = (group: LvmBackup, lv: LvmVolume) =>
  sectors(lv.segments.reduce((sum, s) => sum + s.extents, 0) * group.extentSize);

function thinPool(group: LvmBackup, lv: LvmVolume): LvmThinPool[] {
  const segment = lv.segments.find((s) => s.type === 'thin-pool');
  if (!segment) return [];
  return [
    {
      volumeGroup: group.name,
      name: lv.name,
      id: lv.id,
      transactionId: segment.transactionId ?? 0,
      chunkSize: sectors(segment.chunkSize ?? 0),
      size: sizeOf(group, lv),
      metadataVolume: segment.metadata ?? '',
      dataVolume: segment.pool ?? '',
      source: sourceOf(lv),
    },
  ];
}

function thinVolume(group: LvmBackup, lv: LvmVolume): LvmThinVolume[] {
  const segment = lv.segments.find((s) => s.type === 'thin');
  if (!segment || segment.deviceId === null || segment.thinPool === null) return [];
  return [
    {
      volumeGroup: group.name,
      name: lv.name,
      id: lv.id,
      pool: segment.thinPool,
      deviceId: segment.deviceId,
      transactionId: segment.transactionId ?? 0,
      size: sizeOf(group, lv),
      origin: segment.origin,
      externalOrigin: segment.externalOrigin,
      source: sourceOf(lv),
    },
  ];
}

/** `LVM-` + the group's id + the volume's, 32 characters each without dashes, and a suffix for LVM's own layers (`-tpool`). */
export function lvmIds(dmUuid: string | null): { readonly group: string; readonly volume: string } | null {
  const match = /^LVM-([A-Za-z0-9]{32})([A-Za-z0-9]{32})(?:-[a-z]+\d*)?$/.exec(dmUuid ?? '');
  return match ? { group: match[1]!, volume: match[2]! } : null;
}

export const plainId = (id: string) => id.replaceAll('-', '');

/** Group and volume in a dm name of LVM's: a dash within a name is doubled (`vg--a-lv--b-tpool`). */
export function lvmNames(dmName: string): { readonly group: string; readonly volume: string } | null {
  const parts = dmName.split(/(?<!-)-(?!-)/).map((part) => part.replaceAll('--', '-'));
  const [group, volume] = parts;
  return group && volume ? { group, volume } : null;
}
