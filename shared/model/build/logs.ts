import { isAbsent } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { HostFacts } from '#shared/model/host.ts';
import type { LogLine } from '#shared/model/log.ts';
import { parseEngineLog, parseKernelLog } from '#shared/parsers/log-lines.ts';

/** Both logs on one clock: the host's, ms since the epoch. */
export function buildLog(evidence: Evidence, host: HostFacts): readonly LogLine[] {
  const line = (log: LogLine['log'], id: string, row: ReturnType<typeof parseKernelLog>['value'][number]): LogLine => ({
    log,
    writer: row.writer,
    at: clock(row.seconds, row.sinceBoot, host),
    text: row.text,
    source: { evidence: id, line: row.line },
  });
  return [
    ...evidence.rows('kernel-log', parseKernelLog).map((row) => line('kernel', 'kernel-log', row)),
    ...evidence.rows('engine-log', parseEngineLog).map((row) => line('engine', 'engine-log', row)),
  ];
}

function clock(seconds: number | null, sinceBoot: boolean, host: HostFacts): number | null {
  if (seconds === null) return null;
  if (!sinceBoot) return Math.round(seconds * 1000);
  return isAbsent(host.bootedAt) ? null : Math.round(host.bootedAt + seconds * 1000);
}
