import { isAbsent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { growData } from '#shared/rules/pool-remedies.ts';
import { judgeLivePools, type LivePool, poolFinding, type Verdict } from '#shared/rules/pools.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { processSubject } from '#shared/rules/subjects.ts';
import { sameRoot } from '#shared/rules/thin-owners.ts';

/** What kubelet and docker's own client say when the API does not answer. */
const noAnswer =
  /Cannot connect to the Docker daemon|is the docker daemon running|operation timeout: context deadline exceeded|docker.*context deadline exceeded/i;
const hungDaemon = /task dockerd(?:-current)?:\d+ blocked for more than \d+ seconds/;

/** L-04: docker does not answer, and its pool is out of data space: it waits for the writes that the pool holds back. */
export const dockerSilentOnFullPool: Rule = {
  id: 'docker-silent-on-full-pool',
  code: 'L-04',
  needs: ['dm-status', 'engine-log', 'processes'],
  alsoReads: ['dm-table', 'dm-devices', 'docker-device-metadata', 'daemons', 'kernel-log'],
  check(evidence) {
    const { model } = evidence;
    return judgeLivePools(
      evidence,
      (live) => verdictOn(model, live),
      (facts) => msg('rule.docker-silent-on-full-pool.clear', facts),
    );
  },
};

function verdictOn(model: HostModel, { pool, status }: LivePool): Verdict {
  if (status.mode !== 'out_of_data_space') return null;
  if (isAbsent(pool.owner)) return { untold: msg('rules.pools.no-owner', { pool: pool.dmName }) };
  const roots = [pool.owner, ...pool.otherOwners].flatMap((o) => (o.kind === 'docker' ? [o.root] : []));
  const [root] = roots;
  if (root === undefined) return null;
  const daemon = model.daemons.find((d) => d.kind === 'dockerd' && !isAbsent(d.root) && sameRoot(d.root, root));
  const sleeping = model.processes.find((p) => p.pid === daemon?.pid && p.state === 'D') ?? null;
  const lines = model.log.filter((l) => (l.log === 'kernel' ? hungDaemon : noAnswer).test(l.text));
  if (sleeping === null && lines.length === 0) return null;
  const sources: readonly SourceRef[] = [
    ...(sleeping ? [sleeping.source] : []),
    ...lines.slice(-3).map((l) => l.source),
  ];
  return poolFinding(model, 'L-04', pool, {
    severity: 'critical',
    title: msg('rule.docker-silent-on-full-pool.title', { pool: pool.dmName }),
    statement: msg('rule.docker-silent-on-full-pool.statement', {
      pool: pool.dmName,
      root,
      sleeping: sleeping !== null,
      lines: lines.length,
    }),
    subjects: [{ kind: 'pool', id: pool.device, name: pool.dmName }, ...(sleeping ? [processSubject(sleeping)] : [])],
    sources,
    why: [msg('rule.docker-silent-on-full-pool.why')],
    remedy: [remedyStep(msg('rule.docker-silent-on-full-pool.no-docker'), null, 'host'), ...growData(model, pool)],
  });
}
