import { startAnalysis } from '#electron/analysis/client.ts';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import type { CliIo } from '#electron/cli/io.ts';
import { showReading } from '#electron/cli/reading-progress.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Analyses a file in a process that has a memory limit, no network and cannot write; only the finished analysis comes
 * back. Ctrl-C kills it at once.
 */
export async function analyzeInChild(file: string, name: string, io: CliIo): Promise<Result<Analysis, AppError>> {
  const client = startAnalysis(forkAnalysis);
  const reading = showReading(io);
  const kill = () => client.close();
  io.interrupted.addEventListener('abort', kill);
  if (io.interrupted.aborted) kill();
  try {
    const opened = await client.open(file, name, (progress, whole) => reading.report(progress, whole));
    reading.end();
    return opened.ok ? await client.ask('analysis', null) : opened;
  } finally {
    reading.end();
    io.interrupted.removeEventListener('abort', kill);
    client.close();
  }
}
