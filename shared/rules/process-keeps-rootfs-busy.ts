import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { isWithin } from '#shared/model/mount-paths.ts';
import type { Process, Reference } from '#shared/model/process.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { type BusyLine, busyLines } from '#shared/rules/busy-lines.ts';
import { ageMs } from '#shared/rules/lookups.ts';
import { killStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject, processSubject } from '#shared/rules/subjects.ts';

interface Kept {
  readonly path: string;
  readonly line: BusyLine;
  readonly process: Process;
  readonly references: readonly Reference[];
}

/**
 * an unmount of a rootfs failed and a process has its root, cwd or program in it.
 *
 * A process in D state cannot be killed and is not the cause: it waits for storage.
 * The rule then says so and names nobody.
 */
export const processKeepsRootfsBusy: Rule = {
  id: 'process-keeps-rootfs-busy',
  code: 'R-19',
  needs: ['engine-log', 'process-roots', 'processes'],
  alsoReads: ['command-lines', 'cgroups'],
  check({ model }) {
    const lines = busyLines(model).all.flatMap((line) =>
      line.paths.filter((p) => p.endsWith('/rootfs')).map((path) => ({ path, line })),
    );
    const latest = new Map(lines.map((l) => [l.path, l.line] as const));
    const kept = [...latest].flatMap(([path, line]) => keepers(model, path, line));
    const waiting = kept.find((k) => k.process.state === 'D');
    return firesOr(
      kept.filter((k) => k.process.state !== 'D').map((k) => keeping(model, k)),
      () => {
        if (waiting) {
          const { comm, pid } = waiting.process;
          return cannotTell(msg('rule.process-keeps-rootfs-busy.waiting', { comm, pid, path: waiting.path }));
        }
        return clear(msg('rule.process-keeps-rootfs-busy.clear', { lines: lines.length }));
      },
    );
  },
};

function keepers(model: HostModel, path: string, line: BusyLine): readonly Kept[] {
  const { processes } = indexOf(model);
  const device = superblockAt(model, path);
  const inside = model.references.filter(
    (r) =>
      (r.via === 'root' || r.via === 'cwd' || r.via === 'exe') &&
      (isWithin(r.target, path) || (device !== null && r.device === device)),
  );
  return [...new Set(inside.map((r) => r.pid))].flatMap((pid) => {
    const process = processes.get(pid);
    if (!process || startedAfter(model, process, line.line.at)) return [];
    return [{ path, line, process, references: inside.filter((r) => r.pid === pid) }];
  });
}

/** Device of a rootfs that is a superblock of its own: in the container its processes show "/" as their root, never this path. */
function superblockAt(model: HostModel, path: string): string | null {
  const { mountsByNamespace, hostNamespace } = indexOf(model);
  const mount = mountsByNamespace.get(hostNamespace ?? -1)?.findLast((m) => m.shape.mountPoint === path);
  return mount?.shape.root === '/' ? mount.shape.device : null;
}

/** It began after the complaint: the container runs again, and the complaint is old. */
function startedAfter(model: HostModel, process: Process, at: number | null): boolean {
  const { bootedAt, clockTicksPerSecond } = model.host;
  if (at === null || isAbsent(bootedAt) || isAbsent(clockTicksPerSecond)) return false;
  if (isAbsent(process.startTicks)) return false;
  return bootedAt + (process.startTicks / clockTicksPerSecond) * 1000 > at;
}

function keeping(model: HostModel, { path, line, process, references }: Kept): Finding {
  const age = ageMs(model, line.line.at);
  return finding({
    id: `R-19:${path}:${process.pid}`,
    severity: 'high',
    title: msg('rule.process-keeps-rootfs-busy.title', { comm: process.comm, pid: process.pid }),
    statement: msg('rule.process-keeps-rootfs-busy.statement', {
      path,
      comm: process.comm,
      pid: process.pid,
      via: references.map((r) => r.via).join(', '),
      seconds: age === null ? -1 : Math.round(age / 1000),
    }),
    subjects: [processSubject(process), pathSubject(path)],
    sources: nonEmpty(line.line.source, [...references.map((r) => r.source), process.source]),
    why: [msg('rule.process-keeps-rootfs-busy.why')],
    wrongIf: [msg('rule.process-keeps-rootfs-busy.wrong-if')],
    remedy: [killStep(msg('rule.process-keeps-rootfs-busy.kill', { comm: process.comm, pid: process.pid }), process)],
  });
}
