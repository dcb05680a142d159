import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Subject } from '#shared/rules/rule.ts';
import { processSubject } from '#shared/rules/subjects.ts';

/** `INFO: task umount:4242 blocked for more than 120 seconds.` */
const hung = /INFO: task (.{1,64}):(\d+) blocked for more than (\d+) seconds/;
/** A frame of the call trace that follows: ` xfs_log_force+0x1a/0x20 [xfs]`. */
const frame = /\b((?:xfs|dm|thin|ovl|overlay|__xfs|__dm|_xfs)_\w+)\+0x|\[(xfs|dm_\w+|overlay)\]/;
/** The kernel prints a trace within a moment of its head line, and never more lines than this. */
const traceLines = 60;
const traceMs = 2_000;

/** L-01: a task hangs in xfs, device-mapper or overlayfs, told by the frames of its trace and not by its name. */
export const hungTaskInStorage: Rule = {
  id: 'hung-task-in-storage',
  code: 'L-01',
  needs: ['kernel-log'],
  alsoReads: ['processes'],
  check({ model }) {
    const kernel = model.log.filter((l) => l.log === 'kernel');
    const tasks = kernel.flatMap((line, index) => {
      const match = hung.exec(line.text);
      if (match === null) return [];
      const trace = traceAfter(kernel, index);
      return [{ line, comm: match[1] ?? '', pid: Number(match[2]), seconds: Number(match[3]), trace }];
    });
    const stuck = tasks.filter((t) => t.trace.length > 0);
    // The kernel repeats itself every two minutes: the last report of each task says how long.
    const latest = new Map(stuck.map((t) => [`${t.pid} ${t.comm}`, t] as const));
    return firesOr(
      [...latest.values()].map((t) => hanging(model, t)),
      () => clear(msg('rule.hung-task-in-storage.clear', { hung: tasks.length })),
    );
  },
};

interface HungTask {
  readonly line: LogLine;
  readonly comm: string;
  readonly pid: number;
  readonly seconds: number;
  /** Its lines with a frame in storage code. */
  readonly trace: readonly LogLine[];
}

function traceAfter(kernel: readonly LogLine[], head: number): readonly LogLine[] {
  const start = kernel[head]?.at ?? null;
  const lines = kernel.slice(head + 1, head + 1 + traceLines);
  const end = lines.findIndex((l) => hung.test(l.text) || (start !== null && l.at !== null && l.at - start > traceMs));
  return (end < 0 ? lines : lines.slice(0, end)).filter((l) => frame.test(l.text));
}

function hanging(model: HostModel, task: HungTask): Finding {
  const process = indexOf(model).processes.get(task.pid);
  // Pids are used again: the process listed now is the task only if it still waits and has the same name.
  const still = process?.comm === task.comm && process.state === 'D' ? process : null;
  const where = frame.exec(task.trace[0]?.text ?? '');
  const subject: Subject = still ? processSubject(still) : { kind: 'process', id: String(task.pid), name: task.comm };
  return finding({
    id: `L-01:${task.pid}:${task.comm}`,
    severity: 'high',
    title: msg('rule.hung-task-in-storage.title', { comm: task.comm, pid: task.pid }),
    statement: msg('rule.hung-task-in-storage.statement', {
      comm: task.comm,
      pid: task.pid,
      seconds: task.seconds,
      where: where?.[1] ?? where?.[2] ?? '',
      still: still !== null,
    }),
    subjects: [subject],
    sources: nonEmpty(task.line.source, [...task.trace.map((l) => l.source), ...(still ? [still.source] : [])]),
    why: [msg('rule.hung-task-in-storage.why')],
    wrongIf: [msg('rule.hung-task-in-storage.wrong-if')],
    remedy: [remedyStep(msg('rule.hung-task-in-storage.storage-first'), null, 'host')],
  });
}
