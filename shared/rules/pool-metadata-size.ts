import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import { judgePools, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** THIN_METADATA_MAX_SECTORS: 255 bitmaps of 4 KiB; the kernel uses no more of a metadata device. */
const maxSectors = 33_423_360;

/** T-28: metadata device larger than the kernel uses, or a volume group without the spare that a repair needs. */
export const poolMetadataSize: Rule = {
  id: 'pool-metadata-size',
  code: 'T-28',
  needs: ['dm-table', 'block-devices', 'lvm-backup'],
  alsoReads: ['dm-status', 'dm-devices'],
  check(evidence) {
    const { model } = evidence;
    return judgePools(
      evidence,
      (pool) => verdictOn(model, pool),
      (facts) => msg('rule.pool-metadata-size.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, pool: ThinPool): Verdict {
  if (isAbsent(pool.table)) return { untold: msg('rules.pools.no-table', { pool: pool.dmName }) };
  const block = indexOf(model).blocks.get(pool.table.metadataDevice);
  const size = block && !isAbsent(block.sizeSectors) ? block.sizeSectors : 0;
  if (block && size > maxSectors) {
    return poolFinding(model, 'T-28', pool, {
      severity: 'info',
      title: msg('rule.pool-metadata-size.large-title', { pool: pool.dmName }),
      statement: msg('rule.pool-metadata-size.large', { pool: pool.dmName, sectors: size, max: maxSectors }),
      sources: [block.source],
    });
  }
  const group = model.lvmVolumeGroups.find((v) => pool.lvm?.startsWith(`${v.name}/`));
  if (!group || group.metadataSpare) return null;
  return poolFinding(model, 'T-28', pool, {
    severity: 'info',
    title: msg('rule.pool-metadata-size.spare-title', { group: group.name }),
    statement: msg('rule.pool-metadata-size.spare', { group: group.name, pool: pool.lvm ?? pool.dmName }),
    sources: [group.source],
  });
}
