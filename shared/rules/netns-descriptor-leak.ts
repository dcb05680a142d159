import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process, Reference } from '#shared/model/process.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { processSubject } from '#shared/rules/subjects.ts';

interface Held {
  readonly process: Process;
  readonly reference: Reference;
  readonly inode: number;
}

/**
 * a descriptor keeps a network namespace alive that its process is not in (moby#41136).
 *
 * Engines and `ip netns exec` do that all the time for a moment; so docker-proxy counts (it never
 * should), anybody else only when no process and no file keeps that namespace, and both
 * only when the second sample saw the same descriptor again.
 */
export const netnsDescriptorLeak: Rule = {
  id: 'netns-descriptor-leak',
  code: 'R-13',
  needs: ['descriptors', 'namespace-links', 'processes'],
  alsoReads: ['netns-files', 'mount-tables'],
  check({ model }) {
    const { processes } = indexOf(model);
    const held = model.references.flatMap((reference): readonly Held[] => {
      const inode = /^net:\[(\d+)\]$/.exec(reference.target)?.[1];
      const process = processes.get(reference.pid);
      if (reference.via !== 'fd' || inode === undefined || process === undefined) return [];
      if (isAbsent(process.netNamespace) || process.netNamespace === Number(inode)) return [];
      return [{ reference, process, inode: Number(inode) }];
    });
    const suspects = held.filter((h) => h.process.comm.startsWith('docker-proxy') || onlyByDescriptor(model, h.inode));
    const second = model.second;
    if (suspects.length > 0 && isAbsent(second)) return cannotTell(msg('rule.netns-descriptor-leak.once'));
    const lasting = suspects.filter((h) => seenAgain(model, h));
    const byProcess = groupBy(lasting, (h) => h.process.pid);
    return firesOr([...byProcess.values()].map(leaking), () =>
      clear(msg('rule.netns-descriptor-leak.clear', { descriptors: held.length })),
    );
  },
};

const onlyByDescriptor = (model: HostModel, inode: number) =>
  !model.processes.some((p) => p.netNamespace === inode) &&
  !model.mounts.some((m) => m.shape.root === `net:[${inode}]`) &&
  !model.netnsFiles.some((f) => f.inode === inode);

const seenAgain = (model: HostModel, h: Held) =>
  !isAbsent(model.second) &&
  !isAbsent(h.process.startTicks) &&
  model.second.processes.has(`${h.process.pid}/${h.process.startTicks}`) &&
  model.second.references.some(
    (r) => r.pid === h.process.pid && r.fd === h.reference.fd && r.target === h.reference.target,
  );

function leaking(held: readonly Held[]): Finding {
  const [first, ...rest] = held as readonly [Held, ...Held[]];
  const { process } = first;
  const proxy = process.comm.startsWith('docker-proxy');
  return finding({
    id: `R-13:${process.pid}`,
    severity: proxy ? 'medium' : 'low',
    title: msg('rule.netns-descriptor-leak.title', { comm: process.comm, pid: process.pid }),
    statement: msg('rule.netns-descriptor-leak.statement', {
      comm: process.comm,
      pid: process.pid,
      count: held.length,
      fd: first.reference.fd ?? -1,
      inode: first.inode,
    }),
    subjects: [processSubject(process)],
    sources: nonEmpty(first.reference.source, [...rest.map((h) => h.reference.source), process.source]),
    why: [msg('rule.netns-descriptor-leak.why')],
    wrongIf: [msg('rule.netns-descriptor-leak.wrong-if')],
    remedy: [remedyStep(msg('rule.netns-descriptor-leak.restart'), null, 'host')],
  });
}
