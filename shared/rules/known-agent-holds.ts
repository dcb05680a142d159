import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Subject } from '#shared/rules/rule.ts';
import { stuckRemovals } from '#shared/rules/stuck-removals.ts';
import { containerSubject, processSubject } from '#shared/rules/subjects.ts';

/** Products that mount the host's folders into themselves and are found as holders again and again. */
const agents = [
  'node_exporter',
  'node-exporter',
  'cadvisor',
  'fluentd',
  'fluent-bit',
  'filebeat',
  'log-pilot',
  'splunk',
  'datadog',
  'newrelic',
  'kubelet',
  'cert-exporter',
] as const;

/**
 * a holder that the leak rules found is a product known for it, with the cure its makers give.
 * The name alone is never a finding: it only says what kind of holder this is.
 */
export const knownAgentHolds: Rule = {
  id: 'known-agent-holds',
  code: 'R-03',
  needs: ['processes', 'mount-tables', 'namespace-links'],
  alsoReads: ['docker-containers', 'containerd-containers', 'podman-containers', 'command-lines'],
  check(evidence) {
    const { model } = evidence;
    const holders = stuckRemovals(evidence).flatMap((r) => (r.proof === null ? [] : r.holders));
    const known = holders.flatMap((holder) => {
      const agent = agentOf(model, holder);
      return agent === null ? [] : [{ holder, agent }];
    });
    const once = new Map(known.map((k) => [subjectOf(k.holder)?.id ?? '', k] as const));
    return firesOr(
      [...once.values()].flatMap(({ holder, agent }) => recognised(holder, agent)),
      () => clear(msg('rule.known-agent-holds.clear', { holders: holders.length })),
    );
  },
};

/** By the container's image and name, by the process's own name. */
function agentOf(model: HostModel, { container, process }: Holder): string | null {
  const row = isAbsent(container) ? undefined : indexOf(model).containers.get(container.id);
  const image = row && !isAbsent(row.image) ? row.image : '';
  const comm = isAbsent(process) || isAbsent(process.comm) ? '' : process.comm;
  const words = `${image} ${row?.name ?? ''} ${comm}`.toLowerCase();
  return agents.find((agent) => words.includes(agent)) ?? null;
}

function subjectOf({ container, process }: Holder): Subject | null {
  if (!isAbsent(container)) return containerSubject(container);
  if (isAbsent(process)) return null;
  return processSubject({ pid: process.pid, comm: isAbsent(process.comm) ? '' : process.comm });
}

function recognised(holder: Holder, agent: string): readonly Finding[] {
  const subject = subjectOf(holder);
  const [source, ...rest] = holder.sources;
  if (subject === null || source === undefined) return [];
  return [
    finding({
      id: `R-03:${subject.id}`,
      severity: 'info',
      title: msg('rule.known-agent-holds.title', { name: subject.name, agent }),
      statement: msg('rule.known-agent-holds.statement', { name: subject.name, agent }),
      subjects: [subject],
      sources: nonEmpty(source, rest),
      why: [msg('rule.known-agent-holds.why')],
      wrongIf: [msg('rule.known-agent-holds.wrong-if')],
      holders: [holder],
      remedy: [remedyStep(msg('rule.known-agent-holds.cure', { agent }), null, 'host')],
    }),
  ];
}
