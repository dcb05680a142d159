import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { repairRunbook } from '#shared/model/thin/runbook.ts';
import { thinOfContainer } from '#shared/model/thin/thin-links.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { percentOf, poolOf, poolSubject, thinName, thinSubject } from '#shared/rules/pools.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject } from '#shared/rules/subjects.ts';

/** From here on a device counts as full of data: xfs keeps some for itself, and the last block is rarely mapped. */
const fullShare = 0.9;
const noSpace = /no space left on device/i;

interface Full {
  readonly container: Container;
  readonly line: LogLine;
  readonly thin: ThinDevice;
  readonly pool: ThinPool;
}

/** T-14 (incident I-2): a container cannot start because its own filesystem is full, while the pool below is fine. */
export const thinFilesystemFull: Rule = {
  id: 'thin-filesystem-full',
  code: 'T-14',
  needs: ['engine-log', 'docker-containers', 'dm-status'],
  alsoReads: ['docker-device-metadata', 'dm-table', 'dm-devices', 'docker-images'],
  check(evidence) {
    const { model } = evidence;
    if (!model.containers.some((c) => c.storageDriver === 'devicemapper')) {
      return notApplicable(evidence, ['docker-containers'], msg('rule.thin-filesystem-full.no-containers'));
    }
    const complaints = model.log.filter((l) => l.log === 'engine' && noSpace.test(l.text));
    const latest = byLayer(complaints);
    const stopped = model.containers.filter(isStopped).flatMap((container) => {
      const line = latest.get(present(container.mountId) ?? '');
      return line && !cameUpSince(container, line) ? [{ container, line }] : [];
    });
    const placed = stopped.map((s) => ({ ...s, ...placeOf(model, s.container) }));
    const full = placed.flatMap((p): readonly Full[] =>
      p.thin && p.pool ? [{ ...p, thin: p.thin, pool: p.pool }] : [],
    );
    const verdicts = full.map((f) => ({ f, verdict: verdictOn(f) }));
    return firesOr(
      verdicts.flatMap(({ f, verdict }) => (verdict === 'full' ? [fullFilesystem(model, f)] : [])),
      () => {
        const lost = placed.find((p) => !p.thin || !p.pool);
        if (lost) return cannotTell(msg('rule.thin-filesystem-full.no-device', { name: lost.container.name }));
        const other = verdicts.find((v) => v.verdict === 'not-by-data');
        return other
          ? cannotTell(msg('rule.thin-filesystem-full.inodes', { name: other.f.container.name }))
          : clear(msg('rule.thin-filesystem-full.clear', { complaints: complaints.length }));
      },
    );
  },
};

const isStopped = (c: Container) => c.state === 'exited' || c.state === 'created' || c.state === 'dead';

/** It was started again and came up: its filesystem had room for that. */
function cameUpSince({ startedAt }: Container, line: LogLine): boolean {
  const at = present(startedAt ?? null);
  return at !== null && line.at !== null && at > line.at;
}

/**
 * The last line about each mount-id. What could not be made stood in a container's own root: the line has a path below
 * `devicemapper/mnt/<mount-id>` or that of its init layer.
 */
const byLayer = (lines: readonly LogLine[]): ReadonlyMap<string, LogLine> =>
  new Map(
    lines.flatMap((line) =>
      [...line.text.matchAll(/\/devicemapper\/mnt\/([0-9a-f]+)/g)].map((m) => [m[1] ?? '', line] as const),
    ),
  );

function placeOf(model: HostModel, c: Container) {
  const thin = thinOfContainer(model, c);
  return { thin, pool: thin ? poolOf(model, thin.pool) : null };
}

/** A full pool is another incident (T-03, T-06); a device with room is short of something else, inodes say. */
function verdictOn({ thin, pool }: Full): 'full' | 'pool' | 'not-by-data' {
  const { status } = pool;
  if (isAbsent(status) || status.state !== 'active' || status.mode !== 'rw') return 'pool';
  if (status.usedData / status.totalData >= fullShare) return 'pool';
  const mapped = isAbsent(thin.mapped) || isAbsent(thin.size) ? null : thin.mapped / thin.size;
  return mapped !== null && mapped < fullShare ? 'not-by-data' : 'full';
}

function fullFilesystem(model: HostModel, { container, line, thin, pool }: Full): Finding {
  const { status } = pool;
  const active = !isAbsent(status) && status.state === 'active' ? status : null;
  const known = !isAbsent(thin.mapped) && !isAbsent(thin.size);
  return finding({
    id: `T-14:${container.id}`,
    severity: 'medium',
    title: msg('rule.thin-filesystem-full.title', { name: container.name }),
    statement: msg('rule.thin-filesystem-full.statement', {
      name: container.name,
      device: thinName(thin),
      id: isAbsent(thin.id) ? 0 : thin.id,
      pool: pool.dmName,
      percent: active ? percentOf(active.usedData, active.totalData) : 0,
      mapped: known ? percentOf(Number(thin.mapped), Number(thin.size)) : -1,
    }),
    subjects: nonEmpty(containerSubject(container), [thinSubject(thin), poolSubject(pool)]),
    sources: nonEmpty(line.source, [container.source, thin.source, ...(active ? [active.source] : [])]),
    why: [msg('rule.thin-filesystem-full.why')],
    wrongIf: [msg('rule.thin-filesystem-full.wrong-if')],
    notLookedAt: known ? [] : [msg('rule.thin-filesystem-full.no-mappings')],
    remedy: repairRunbook(model, thin),
  });
}
