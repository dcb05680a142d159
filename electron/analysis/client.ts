import { childResidentMiB, ranOutOfMemory, type SpawnAnalysis } from '#electron/analysis/analysis-process.ts';
import type { AnalysisSide, AnswerTo, FromChild, QuestionName, QuestionOf } from '#electron/analysis/protocol.ts';
import type { ArchiveProgress } from '#electron/node/archives/archive.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, type Result } from '#shared/base/result.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

export type Analysed = Extract<FromChild, { type: 'analysed' }>;

/**
 * The services' side of one child: one source, one process.
 *
 * When the child dies (killed, out of memory, a bug) every waiting and every later question is answered
 * `analysis-died`; nothing here throws or hangs.
 */
export interface AnalysisClient {
  /** Reads a file (absolute), or `demo`. The Result says whether it could be read and analysed. */
  open(file: string, name: string, onProgress?: OnProgress): Promise<Result<Analysed, AppError>>;
  begin(source: { readonly kind: EvidenceSource['kind']; readonly title: string }): void;
  add(record: EvidenceRecord): void;
  /** Analyses what was added. Resolves when it is done: questions asked then are answered from it. */
  analyse(custody: Custody, complete: boolean): Promise<Result<Analysed, AppError>>;
  /** `of`: the original unless said otherwise. `redacting` where there is no redacted one. */
  ask<N extends QuestionName>(name: N, question: QuestionOf<N>, of?: AnalysisSide): Promise<AnswerTo<N>>;
  /** For tests, which kill it. */
  readonly pid: number | undefined;
  /** Kills it, at once. A file that is being opened is answered `opening-cancelled`. */
  close(): void;
}

export type OnProgress = (progress: ArchiveProgress, whole: number | null) => void;

export function startAnalysis(spawn: SpawnAnalysis): AnalysisClient {
  const child = spawn();
  let death: AppError | null = null;
  let lastId = 0;
  let opening: { readonly name: string; readonly onProgress: OnProgress | undefined } | null = null;
  let closed = false;
  const answers = new Map<number, (answer: Result<unknown, AppError>) => void>();
  /** In the order of the requests: the child works one after the other. */
  const analyses: ((result: Result<Analysed, AppError>) => void)[] = [];

  child.onMessage((message) => {
    if (message.type === 'progress') opening?.onProgress?.(message.progress, message.whole);
    else if (message.type === 'analysed') analyses.shift()?.({ ok: true, value: message });
    else if (message.type === 'failed') analyses.shift()?.(err(message.error));
    else take(message.id)?.(message.answer);
  });
  child.onExit((reason) => {
    if (closed && opening !== null) death = { kind: 'opening-cancelled', source: opening.name };
    else if (ranOutOfMemory(reason)) death = { kind: 'analysis-out-of-memory', limitMiB: childResidentMiB };
    else death = { kind: 'analysis-died', reason };
    for (const resolve of analyses.splice(0)) resolve(err(death));
    for (const id of answers.keys()) take(id)?.(err(death));
  });

  function take(id: number) {
    const found = answers.get(id);
    answers.delete(id);
    return found;
  }

  const analysed = (post: () => void) =>
    new Promise<Result<Analysed, AppError>>((resolve) => {
      if (death) return resolve(err(death));
      analyses.push(resolve);
      post();
    });

  return {
    async open(file, name, onProgress) {
      opening = { name, onProgress };
      const result = await analysed(() => child.post({ type: 'open', file, name }));
      opening = null;
      return result;
    },
    begin: (source) => child.post({ type: 'begin', source }),
    add: (record) => child.post({ type: 'record', record }),
    analyse: (custody, complete) => analysed(() => child.post({ type: 'analyse', custody, complete })),
    ask: (name, question, of = 'original') =>
      new Promise((resolve) => {
        if (death) return resolve(err(death) as AnswerTo<typeof name>);
        const id = ++lastId;
        answers.set(id, (answer) => resolve(answer as AnswerTo<typeof name>));
        child.post({ type: 'ask', id, name, question, of });
      }),
    pid: child.pid,
    close() {
      closed = true;
      child.kill();
    },
  };
}
