import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { mapperName } from '#shared/model/dm-names.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { shell } from '#shared/model/shell-quote.ts';
import type { PoolTable, ThinPool } from '#shared/model/thin.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { RemedyStep } from '#shared/rules/rule.ts';

/** `major:minor` as the path that people and tools use for it; null for a device that sysfs does not show. */
function devicePath(model: HostModel, device: string): string | null {
  const block = indexOf(model).blocks.get(device);
  if (!block) return null;
  return block.dmName === null ? `/dev/${block.kernelName}` : `/dev/mapper/${mapperName(block.dmName)}`;
}

const tableOf = (pool: ThinPool): PoolTable | null => (isAbsent(pool.table) ? null : pool.table);
const joined = (parts: readonly (string | null)[]) => (parts.includes(null) ? null : parts.join(' && '));

/** More data space: LVM extends the pool; below a loop-backed one the file grows and the table is loaded again. */
export function growData(model: HostModel, pool: ThinPool): readonly RemedyStep[] {
  if (pool.lvm !== null) {
    const [group = ''] = pool.lvm.split('/');
    const free = model.lvmVolumeGroups.find((v) => v.name === group)?.freeExtents ?? null;
    const say =
      free === null
        ? msg('rules.pools.grow-lvm', { pool: pool.lvm })
        : msg('rules.pools.grow-lvm-free', { pool: pool.lvm, group, extents: free });
    return [remedyStep(say, shell`lvextend -l +20%LV ${pool.lvm}`, 'host')];
  }
  const table = tableOf(pool);
  const loop = table && model.loopDevices.find((l) => l.device === table.dataDevice);
  if (!table || !loop) return [remedyStep(msg('rules.pools.grow-other', { pool: pool.dmName }), null, 'host')];
  return growLoop(pool, table, loop.backingFile, `/dev/${loop.kernelName}`);
}

/** Twice the size: the file is sparse, so only what is written costs space. Suspending with --noflush does not wait for queued writes. */
function growLoop(pool: ThinPool, table: PoolTable, file: string, loop: string): readonly RemedyStep[] {
  const length = table.length * 2;
  const devices = `${table.metadataDevice} ${table.dataDevice} ${table.blockSize} ${table.lowWaterMark}`;
  const features = [table.features.length, ...table.features].join(' ');
  const line = `0 ${length} thin-pool ${devices} ${features}`;
  const grow = joined([shell`truncate -s ${length * 512} ${file}`, shell`losetup -c ${loop}`]);
  const load = joined([
    shell`dmsetup reload ${pool.dmName} --table ${line}`,
    shell`dmsetup suspend --noflush ${pool.dmName}`,
    shell`dmsetup resume ${pool.dmName}`,
  ]);
  return [
    remedyStep(msg('rules.pools.grow-file', { file }), grow, 'host'),
    remedyStep(msg('rules.pools.grow-reload', { pool: pool.dmName }), load, 'host'),
  ];
}

/** More metadata space: as much again as it has. */
export function growMetadata(model: HostModel, pool: ThinPool): readonly RemedyStep[] {
  const table = tableOf(pool);
  const size = table && indexOf(model).blocks.get(table.metadataDevice)?.sizeSectors;
  if (pool.lvm === null || typeof size !== 'number') {
    return [remedyStep(msg('rules.pools.grow-metadata-other', { pool: pool.dmName }), null, 'host')];
  }
  const command = shell`lvextend --poolmetadatasize +${size}s ${pool.lvm}`;
  return [remedyStep(msg('rules.pools.grow-metadata-lvm', { pool: pool.lvm }), command, 'host')];
}

/**
 * A pool whose metadata may be damaged. First a copy of it, since every later step writes; then a check; a repair writes
 * to another device, never over the only copy. The check needs the pool stopped.
 */
export function repairMetadata(model: HostModel, pool: ThinPool): readonly RemedyStep[] {
  const table = tableOf(pool);
  const path = table && devicePath(model, table.metadataDevice);
  const copy = path && shell`dd if=${path} of=${`/root/${pool.dmName}.tmeta`} bs=1M`;
  const check = path && shell`thin_check ${path}`;
  const repair =
    pool.lvm === null
      ? remedyStep(msg('rules.pools.repair-other', { pool: pool.dmName }), null, 'host')
      : remedyStep(msg('rules.pools.repair-lvm', { pool: pool.lvm }), shell`lvconvert --repair ${pool.lvm}`, 'host');
  return [
    remedyStep(msg('rules.pools.stop-users', { pool: pool.dmName }), null, 'host'),
    remedyStep(msg('rules.pools.copy-metadata', { pool: pool.dmName }), copy, 'host'),
    remedyStep(msg('rules.pools.check-metadata', { pool: pool.dmName }), check, 'host'),
    repair,
    remedyStep(msg('rules.pools.check-filesystems', { pool: pool.dmName }), null, 'host'),
  ];
}
