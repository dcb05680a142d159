import { isAbsent, notCollected } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Snapshotter, SnapshotterDevice } from '#shared/model/docker-storage.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { ageMs } from '#shared/rules/lookups.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** What the snapshotter says when its database and device-mapper disagree about a device. */
const disagreement = /devmapper|dmsetup|thin/i;
const already = /object already exists|(?:device|snapshot|it) is already there|is already there|\bFaulty\b/i;

/** T-29: a device of containerd's devmapper snapshotter is in a state that it cannot leave: its database says so, or its log. */
export const containerdDevmapperStuck: Rule = {
  id: 'containerd-devmapper-stuck',
  code: 'T-29',
  needs: ['containerd-snapshotters', 'engine-log'],
  alsoReads: ['containerd-databases', 'daemons', 'processes'],
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
    const devices = snapshotters.map(
      (s) => model.snapshotterDevices?.get(s.root) ?? notCollected('containerd-databases'),
    );
    const inDatabase = devices.flatMap((d) => (isAbsent(d) ? [] : d.filter((row) => cannotLeave(model, row))));
    const byLog = line ? [stuck(snapshotter, [line, ...rest], devices.some(isAbsent))] : [];
    return firesOr([...inDatabase.map(stuckInDatabase), ...byLog], () => {
      if (devices.some(isAbsent) && complaints.length === 0) {
        return cannotTell(msg('rule.containerd-devmapper-stuck.database', { root: snapshotter.root }));
      }
      return complaints.length === 0
        ? clear(
            msg('rule.containerd-devmapper-stuck.states', {
              devices: devices.flatMap((d) => (isAbsent(d) ? [] : d)).length,
            }),
          )
        : clear(msg('rule.containerd-devmapper-stuck.clear', { complaints: complaints.length }));
    });
  },
};

const hour = 3_600_000;

/**
 * Faulty with a snapshot that still needs it; or in the middle of an operation, with no daemon that could end it, or for longer
 * than any takes. A Faulty device without a snapshot was put aside by the daemon, which goes on with another one.
 */
function cannotLeave(model: HostModel, device: SnapshotterDevice): boolean {
  const created = typeof device.snapshotCreatedAt === 'number' ? device.snapshotCreatedAt : null;
  if (device.state === 'Faulty') return created !== null;
  if (!device.isUnfinished) return false;
  const isRunning = model.daemons.some((d) => d.kind === 'containerd' && d.root === device.root);
  return !isRunning || (ageMs(model, created) ?? 0) > hour;
}

function stuckInDatabase(device: SnapshotterDevice): Finding {
  const state = isAbsent(device.state) ? '?' : device.state;
  return finding({
    id: `T-29:${device.root}/${device.name}`,
    severity: 'high',
    title: msg('rule.containerd-devmapper-stuck.title-device', { name: device.name, state }),
    statement: msg('rule.containerd-devmapper-stuck.statement-device', {
      name: device.name,
      state,
      root: device.root,
      error: device.error,
    }),
    subjects: [{ kind: 'dm-device', id: device.name, name: device.name }, pathSubject(device.root)],
    sources: [device.source],
    why: [msg('rule.containerd-devmapper-stuck.why')],
    wrongIf: [msg('rule.containerd-devmapper-stuck.wrong-if')],
    remedy: [remedyStep(msg('rule.containerd-devmapper-stuck.remove'), null, 'host')],
  });
}

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

function stuck(snapshotter: Snapshotter, lines: readonly [LogLine, ...LogLine[]], unread: boolean): Finding {
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
    notLookedAt: unread ? [msg('rule.containerd-devmapper-stuck.database', { root: snapshotter.root })] : [],
    remedy: [remedyStep(msg('rule.containerd-devmapper-stuck.remove'), null, 'host')],
  });
}
