import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';

/** docker's deferred-deletion worker tries every 30 s. */
const beatMs = 30_000;
const jitterMs = 1_500;

/** The kernel's complaints about one device id. It names no pool: the id must be joined. */
export interface FailedDeletion {
  readonly id: number;
  readonly lines: readonly [LogLine, ...LogLine[]];
  /** Lines 30 s after or before another one: the worker. */
  readonly onBeat: number;
  /** The others: somebody's own attempt. */
  readonly offBeat: number;
  /** Milliseconds from the first line to the capture, and from the last; null where a clock is not known. */
  readonly firstAgeMs: number | null;
  readonly lastAgeMs: number | null;
}

/** `device-mapper: thin: Deletion of thin device 15 failed.`, by id. */
export function failedDeletions(model: HostModel): readonly FailedDeletion[] {
  const byId = new Map<number, [LogLine, ...LogLine[]]>();
  for (const line of model.log) {
    const id = line.log === 'kernel' ? /Deletion of thin device (\d+) failed/.exec(line.text)?.[1] : undefined;
    if (id === undefined) continue;
    const known = byId.get(Number(id));
    if (known) known.push(line);
    else byId.set(Number(id), [line]);
  }
  const { capturedAt } = model.capture;
  const now = typeof capturedAt === 'number' ? capturedAt : null;
  const age = (line: LogLine | undefined) => (now === null || !line || line.at === null ? null : now - line.at);
  return [...byId].map(([id, lines]) => {
    const onBeat = countOnBeat(lines);
    return {
      id,
      lines,
      onBeat,
      offBeat: lines.length - onBeat,
      firstAgeMs: age(lines[0]),
      lastAgeMs: age(lines.at(-1)),
    };
  });
}

/** A line is on the beat when another one stands 30 s from it; a clock that drifts over hours keeps that, a phase would not. */
function countOnBeat(lines: readonly LogLine[]): number {
  const times = lines.flatMap((l) => (l.at === null ? [] : [l.at])).sort((a, b) => a - b);
  const hasNeighbour = (at: number, from: number) => {
    for (let i = from; i < times.length && times[i]! - at <= beatMs + jitterMs; i++) {
      if (times[i]! - at >= beatMs - jitterMs) return i;
    }
    return -1;
  };
  const on = new Set<number>();
  for (const [i, at] of times.entries()) {
    const next = hasNeighbour(at, i + 1);
    if (next >= 0) on.add(i).add(next);
  }
  return on.size;
}
