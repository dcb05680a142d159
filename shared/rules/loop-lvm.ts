import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { LoopDevice } from '#shared/model/block.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import { isSomebodys, judgePools, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** Major number of loop devices. */
const isLoop = (device: string) => device.startsWith('7:');

/** Loop devices below a pool, data first; `null` where the table was not read. */
export function loopsBelow(model: HostModel, pool: ThinPool): readonly LoopDevice[] | null {
  if (isAbsent(pool.table)) return null;
  const devices = [pool.table.dataDevice, pool.table.metadataDevice].filter(isLoop);
  return devices.flatMap((device) => model.loopDevices.filter((l) => l.device === device));
}

/** T-11: an engine's pool stands on files. A pool that nobody owns is somebody's experiment, and its loops are nobody's trouble. */
export const loopLvm: Rule = {
  id: 'loop-lvm',
  code: 'T-11',
  needs: ['dm-table'],
  alsoReads: ['dm-status', 'dm-devices', 'loop-devices', 'docker-device-metadata', 'lvm-backup'],
  check(evidence) {
    const { model } = evidence;
    return judgePools(
      evidence,
      (pool) => verdictOn(model, pool),
      (facts) => msg('rule.loop-lvm.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, pool: ThinPool): Verdict {
  const { table } = pool;
  if (isAbsent(table)) return { untold: msg('rules.pools.no-table', { pool: pool.dmName }) };
  if (![table.dataDevice, table.metadataDevice].some(isLoop) || !isSomebodys(pool)) return null;
  if (isAbsent(pool.owner)) return { untold: msg('rules.pools.no-owner', { pool: pool.dmName }) };
  const loops = loopsBelow(model, pool) ?? [];
  const data = loops.find((l) => l.device === table.dataDevice);
  return poolFinding(model, 'T-11', pool, {
    severity: 'medium',
    title: msg('rule.loop-lvm.title', { pool: pool.dmName }),
    statement: data
      ? msg('rule.loop-lvm.statement', { pool: pool.dmName, loop: data.kernelName, file: data.backingFile })
      : msg('rule.loop-lvm.no-file', { pool: pool.dmName, device: table.dataDevice }),
    sources: loops.map((l) => l.source),
    why: [msg('rule.loop-lvm.why')],
    wrongIf: [msg('rule.loop-lvm.wrong-if')],
    remedy: [remedyStep(msg('rule.loop-lvm.move'), null, 'host')],
  });
}
