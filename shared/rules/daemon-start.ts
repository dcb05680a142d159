import { isAbsent } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { sameRoot } from '#shared/rules/thin-owners.ts';

/** A daemon that cannot use its storage ends within seconds of its start. */
const settledMs = 60_000;

/** Host clock, ms, when a process started; null where boot time or tick length is not known. */
function startedAt(model: HostModel, pid: number): number | null {
  const process = indexOf(model).processes.get(pid);
  const { bootedAt, clockTicksPerSecond } = model.host;
  if (!process || isAbsent(process.startTicks) || isAbsent(bootedAt) || isAbsent(clockTicksPerSecond)) return null;
  return bootedAt + (process.startTicks / clockTicksPerSecond) * 1000;
}

/**
 * A dockerd of this root (of any root for null) has come up since the line was written, and stayed up: what the line
 * complains of does not keep it from working any more.
 */
export function runsSince(model: HostModel, line: LogLine, root: string | null): boolean {
  const now = model.capture.capturedAt;
  return model.daemons.some((d) => {
    if (d.kind !== 'dockerd' || d.pid <= 0) return false;
    if (root !== null && (isAbsent(d.root) || !sameRoot(d.root, root))) return false;
    const at = startedAt(model, d.pid);
    if (at === null || isAbsent(now) || now - at < settledMs) return false;
    return line.at === null || now - line.at > settledMs;
  });
}
