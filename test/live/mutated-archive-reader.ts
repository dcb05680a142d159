/**
 * Opens what its parent names, as the product's child does, under the same permissions: nothing can be written, so a
 * reader that tried would fail. Answers with how it went and how large this process is.
 */
import { writeFileSync } from 'node:fs';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';

export interface ReadRequest {
  readonly file: string;
  /** Also the model and the rules, which cost more than the reading. */
  readonly analyse: boolean;
}

export interface ReadAnswer {
  /** `whole`, `partial: <why>`, `refused: <error>`. */
  readonly outcome: string;
  readonly records: number;
  readonly residentBytes: number;
}

const never = new AbortController().signal;

async function read({ file, analyse }: ReadRequest): Promise<Omit<ReadAnswer, 'residentBytes'>> {
  if (file === '') return { outcome: canWrite() ? 'can write' : 'cannot write', records: 0 };
  const opened = await openFile(file);
  if (!opened.ok) return { outcome: `refused: ${opened.error.kind}`, records: 0 };
  const source = opened.value;
  let records = 0;
  try {
    if (analyse) records = (await analyze(source, never, { sha256 })).records.size;
    else for await (const _ of source.records(never)) records++;
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    return { outcome: `refused: ${error.error.kind}`, records };
  }
  const { ended, stopped } = source.custody();
  return { outcome: ended ? 'whole' : `partial: ${stopped?.what ?? 'cut'}`, records };
}

function canWrite(): boolean {
  try {
    writeFileSync('/dev/shm/um-written', '');
    return true;
  } catch {
    return false;
  }
}

process.on('message', (request) => {
  // A rejection that nobody catches ends this process, which the parent counts as a crash.
  void read(request as ReadRequest).then((answer) =>
    process.send?.({ ...answer, residentBytes: process.memoryUsage.rss() }),
  );
});
