import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ThinPool } from '#shared/model/thin.ts';
import { growData, growMetadata } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, type LivePool, percentOf, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** docker's default for dm.min_free_space. */
const defaultPercent = 10;

/** T-10: the pool is healthy, but docker makes no new device in it: less than dm.min_free_space is free, of data or of metadata. */
export const dockerRefusesDevices: Rule = {
  id: 'docker-refuses-devices',
  code: 'T-10',
  needs: ['dm-status'],
  alsoReads: ['dm-table', 'dm-devices', 'docker-device-metadata', 'daemons', 'command-lines'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.docker-refuses-devices.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  if (status.mode !== 'rw') return null;
  const percent = minFreePercent(model, pool);
  if (isAbsent(pool.owner)) {
    const isNear = isShort(status.usedData, status.totalData, defaultPercent);
    return isNear || isShort(status.usedMetadata, status.totalMetadata, defaultPercent)
      ? { untold: msg('rules.pools.no-owner', { pool: pool.dmName }) }
      : null;
  }
  const isDockers = [pool.owner, ...pool.otherOwners].some((o) => o.kind === 'docker');
  if (!isDockers) return null;
  const data = isShort(status.usedData, status.totalData, percent);
  const metadata = isShort(status.usedMetadata, status.totalMetadata, percent);
  if (!data && !metadata) return null;
  return poolFinding(model, 'T-10', pool, {
    severity: 'high',
    title: msg('rule.docker-refuses-devices.title', { pool: pool.dmName }),
    statement: msg('rule.docker-refuses-devices.statement', {
      pool: pool.dmName,
      data: percentOf(status.totalData - status.usedData, status.totalData),
      metadata: percentOf(status.totalMetadata - status.usedMetadata, status.totalMetadata),
      percent,
    }),
    why: [msg('rule.docker-refuses-devices.why')],
    remedy: [
      remedyStep(msg('rule.docker-refuses-devices.prune'), null, 'host'),
      ...(data ? growData(model, pool) : []),
      ...(metadata ? growMetadata(model, pool) : []),
    ],
  });
}

/** docker compares whole blocks: `free < total * percent / 100`, rounded down. */
const isShort = (used: number, total: number, percent: number) => total - used < Math.floor((total * percent) / 100);

/** dm.min_free_space of the daemon that uses the pool: `10%` or `10`. */
function minFreePercent(model: HostModel, pool: ThinPool): number {
  const owners = isAbsent(pool.owner) ? [] : [pool.owner, ...pool.otherOwners];
  const roots = owners.flatMap((o) => (o.kind === 'docker' ? [o.root] : []));
  const option = model.storageOptions.find(
    (o) => o.engine === 'docker' && o.name === 'dm.min_free_space' && roots.includes(o.root),
  );
  const percent = option === undefined ? Number.NaN : Number.parseFloat(option.value);
  return Number.isFinite(percent) ? percent : defaultPercent;
}
