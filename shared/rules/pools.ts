import { isAbsent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';
import type { ActivePoolStatus, PoolStatus, ThinDevice, ThinPool } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import type { Finding, RuleEvidence, RuleOutcome, Subject } from '#shared/rules/rule.ts';
import { containerSubject } from '#shared/rules/subjects.ts';

/** A pool whose status line has counters. */
export interface LivePool {
  readonly pool: ThinPool;
  readonly status: ActivePoolStatus;
}

/** What a rule says of one pool: a finding, why it cannot tell, or nothing. */
export type Verdict = Finding | { readonly untold: Message } | null;

/**
 * Asks each pool in turn. What was found stands; without a finding one pool of which nothing could be told is enough
 * for cannot-tell, and a host without pools has nothing to ask.
 */
export function judgePools(
  evidence: RuleEvidence,
  judge: (pool: ThinPool) => Verdict,
  whenClear: (facts: { readonly pools: number }) => Message,
): RuleOutcome {
  const { thinPools } = evidence.model;
  if (thinPools.length === 0) return notApplicable(evidence, ['dm-status', 'dm-table'], msg('rules.pools.none'));
  const verdicts = thinPools.map(judge);
  const findings = verdicts.flatMap((v) => (v !== null && 'severity' in v ? [v] : []));
  return firesOr(findings, () => {
    const untold = verdicts.find((v) => v !== null && 'untold' in v);
    return untold && 'untold' in untold ? cannotTell(untold.untold) : clear(whenClear({ pools: thinPools.length }));
  });
}

/** The same for what counters tell. A failed pool has none and is T-01's; one whose status is not known cannot be told. */
export function judgeLivePools(
  evidence: RuleEvidence,
  judge: (live: LivePool) => Verdict,
  whenClear: (facts: { readonly pools: number }) => Message,
): RuleOutcome {
  const ask = (pool: ThinPool): Verdict => {
    const { status } = pool;
    if (isAbsent(status) || status.state === 'error') {
      return { untold: msg('rules.pools.no-status', { pool: pool.dmName }) };
    }
    return status.state === 'active' ? judge({ pool, status }) : null;
  };
  return judgePools(evidence, ask, whenClear);
}

/** The second reading's counters, or null: not read again, or it has none. */
export function againOf(pool: ThinPool): ActivePoolStatus | null {
  return isAbsent(pool.again) ? null : activeOr(pool.again);
}

const activeOr = (status: PoolStatus): ActivePoolStatus | null => (status.state === 'active' ? status : null);

export const poolSubject = (pool: Pick<ThinPool, 'device' | 'dmName'>): Subject => ({
  kind: 'pool',
  id: pool.device,
  name: pool.dmName,
});

export const thinSubject = (thin: ThinDevice): Subject => ({ kind: 'thin-device', id: thin.key, name: thinName(thin) });

/** The name of its active device, else `thin 4243`. */
export function thinName(thin: ThinDevice): string {
  const [active] = isAbsent(thin.active) ? [] : thin.active;
  return active?.dmName ?? `thin ${isAbsent(thin.id) ? '?' : thin.id}`;
}

/** Its status line, its table line. */
export function poolSources(pool: ThinPool): readonly [SourceRef, ...SourceRef[]] {
  const status = isAbsent(pool.status) ? [] : [pool.status.source];
  const table = isAbsent(pool.table) ? [] : [pool.table.source];
  const [first = pool.source, ...rest] = [...status, ...table];
  return nonEmpty(first, rest);
}

export const poolOf = (model: HostModel, device: string): ThinPool | null => thinIndex(model).pool.get(device) ?? null;

/** Percent with one digit, as tools print it: 88.4. Cut, not rounded: 99.98 is not full. */
export const percentOf = (used: number, total: number): number =>
  total === 0 ? 100 : Math.floor((used / total) * 1000) / 10;

/** Bytes of a number of pool blocks; null where the table, which has their size, was not read. */
export function blocksToBytes(pool: ThinPool, blocks: number): number | null {
  return isAbsent(pool.table) ? null : blocks * pool.table.blockSize * 512;
}

/** Running containers whose root filesystem is a device of this pool. */
export function usersOf(model: HostModel, pool: ThinPool): readonly Container[] {
  const hashes = new Set(
    model.dockerDevices.flatMap((d) => (d.pool === pool.device ? [`${d.engineRoot}\0${d.hash}`] : [])),
  );
  return model.containers.filter(
    (c) => c.state === 'running' && !isAbsent(c.mountId) && hashes.has(`${c.engineRoot}\0${c.mountId}`),
  );
}

type PoolFinding = Pick<Finding, 'severity' | 'title' | 'statement'> &
  Partial<Omit<Finding, 'sources'>> & { readonly sources?: readonly SourceRef[] };

/** A finding about one pool: it, the running containers on it, its two lines. */
export function poolFinding(model: HostModel, code: string, pool: ThinPool, said: PoolFinding): Finding {
  return finding({
    id: `${code}:${pool.device}`,
    subjects: nonEmpty(poolSubject(pool), usersOf(model, pool).map(containerSubject)),
    wrongIf: [msg('rules.pools.wrong-if-moved', { pool: pool.dmName })],
    ...said,
    sources: nonEmpty(poolSources(pool)[0], [...poolSources(pool).slice(1), ...(said.sources ?? [])]),
  });
}

/** Kernel lines about this pool: `device-mapper: thin: 253:28: …`. Device numbers are used again after a pool is gone. */
export function kernelLinesOf(model: HostModel, pool: ThinPool): readonly LogLine[] {
  const prefix = `device-mapper: thin: ${pool.device}: `;
  return model.log.filter((l) => l.log === 'kernel' && l.text.includes(prefix));
}

/** Some engine or LVM creates and deletes thin devices in it. False only where it was looked for everywhere and not found. */
export const isSomebodys = (pool: ThinPool): boolean => isAbsent(pool.owner) || pool.owner.kind !== 'nobody';
