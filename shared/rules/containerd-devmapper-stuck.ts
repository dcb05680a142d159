import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Snapshotter } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** What the snapshotter says when its database and device-mapper disagree about a device. */
const disagreement = /devmapper|dmsetup|thin/i;
const already = /object already exists|(?:device|snapshot|it) is already there|is already there|\bFaulty\b/i;

/** T-29: a device of containerd's devmapper snapshotter is in a state that it cannot leave. Its database is not read here; its log is. */
export const containerdDevmapperStuck: Rule = {
  id: 'containerd-devmapper-stuck',
  code: 'T-29',
  needs: ['containerd-snapshotters', 'engine-log'],
  alsoReads: ['daemons', 'processes'],
  check(evidence) {
    const { model } = evidence;
    const snapshotters = model.snapshotters.filter((s) => s.name === 'devmapper' && s.hasDatabase);
    const [snapshotter] = snapshotters;
    if (!snapshotter) {
      return notApplicable(evidence, ['containerd-snapshotters'], msg('rule.containerd-devmapper-stuck.none'));
    }
    const complaints = model.log.filter(
      (l) => l.log === 'engine' && l.writer.includes('containerd') && disagreement.test(l.text) && already.test(l.text),
    );
    const open = complaints.filter((l) => !restartedSince(model, l));
    const [line, ...rest] = open;
    return firesOr(line ? [stuck(snapshotter, [line, ...rest])] : [], () =>
      complaints.length === 0
        ? cannotTell(msg('rule.containerd-devmapper-stuck.database', { root: snapshotter.root }))
        : clear(msg('rule.containerd-devmapper-stuck.clear', { complaints: complaints.length })),
    );
  },
};

/** From 1.3 on containerd marks unfinished devices Faulty when it starts, and makes them again under a new id. */
function restartedSince(model: HostModel, line: LogLine): boolean {
  const { bootedAt, clockTicksPerSecond } = model.host;
  if (typeof bootedAt !== 'number' || typeof clockTicksPerSecond !== 'number' || line.at === null) return false;
  const { at } = line;
  return model.daemons.some((d) => {
    const process = d.kind === 'containerd' ? indexOf(model).processes.get(d.pid) : undefined;
    if (process === undefined || isAbsent(process.startTicks)) return false;
    return bootedAt + (process.startTicks / clockTicksPerSecond) * 1000 > at;
  });
}

function stuck(snapshotter: Snapshotter, lines: readonly [LogLine, ...LogLine[]]): Finding {
  return finding({
    id: `T-29:${snapshotter.root}`,
    severity: 'high',
    title: msg('rule.containerd-devmapper-stuck.title', { root: snapshotter.root }),
    statement: msg('rule.containerd-devmapper-stuck.statement', { root: snapshotter.root, lines: lines.length }),
    subjects: [pathSubject(snapshotter.root)],
    sources: nonEmpty(lines[0].source, [
      ...lines
        .slice(1)
        .slice(-4)
        .map((l) => l.source),
      snapshotter.source,
    ]),
    why: [msg('rule.containerd-devmapper-stuck.why')],
    wrongIf: [msg('rule.containerd-devmapper-stuck.wrong-if')],
    notLookedAt: [msg('rule.containerd-devmapper-stuck.database', { root: snapshotter.root })],
    remedy: [remedyStep(msg('rule.containerd-devmapper-stuck.remove'), null, 'host')],
  });
}
