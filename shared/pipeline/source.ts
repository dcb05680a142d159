import type { AppError } from '#shared/base/errors.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

/**
 * Anything that yields evidence: a live host, our own bundle, a script's output, the demo.
 *
 * The only door into the pipeline. Nothing behind it can ask which one it was,
 * so a capture saved on one machine replays on another byte for byte.
 */
export interface EvidenceSource {
  readonly kind:
    | 'live'
    | 'bundle'
    | 'script-output'
    | 'sosreport'
    | 'directory'
    | 'thin-metadata'
    | 'pasted-text'
    | 'demo';
  /** For the window title and the report header. */
  readonly title: string;
  /** Each record once, in any order. Ends early, without throwing, when `signal` aborts. Throws `SourceFailure` when nothing could be read. */
  records(signal: AbortSignal): AsyncIterable<EvidenceRecord>;
  /** Known when `records` has ended. */
  custody(): Custody;
}

/** The only thing `records` throws on purpose: nothing could be read, and why. Caught where a Result is made of it. */
export class SourceFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.kind);
    this.name = 'SourceFailure';
    this.error = error;
  }
}
