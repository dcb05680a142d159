import type { RedactionQuestions } from '#electron/analysis/redaction-questions.ts';
import type { ArchiveProgress } from '#electron/node/archives/archive.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { FigureQuestion } from '#shared/derive/derive-figure.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { AnyFigure } from '#shared/figures/figure-element.tsx';
import type { Channel, Reply, Request } from '#shared/ipc/contract.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

/** Channels of the contract that the child answers as they are. */
export type AnalysisChannel = Extract<Channel, `query.${string}` | 'export.finding'>;

/** Questions of the services' own: what a save, a report or a figure needs. */
interface OwnQuestions {
  readonly evidence: {
    readonly request: null;
    readonly reply: Result<
      {
        readonly title: string;
        readonly custody: Custody;
        readonly evidenceSha256: string;
        readonly records: readonly EvidenceRecord[];
      },
      AppError
    >;
  };
  /** The whole of it, for a command line that goes on with it in its own process. */
  readonly analysis: { readonly request: null; readonly reply: Result<Analysis, AppError> };
  readonly report: {
    readonly request: { readonly format: 'md' | 'json' };
    readonly reply: Result<{ readonly text: string }, AppError>;
  };
  readonly figure: {
    readonly request: FigureQuestion;
    readonly reply: Result<{ readonly figure: AnyFigure; readonly summary: Summary }, AppError>;
  };
}

/** Questions that an analysis answers, redacted or not. */
export type AnalysisQuestion = AnalysisChannel | keyof OwnQuestions;
export type QuestionName = AnalysisQuestion | keyof RedactionQuestions;
export type QuestionOf<N extends QuestionName> = N extends AnalysisChannel
  ? Request<N>
  : N extends keyof OwnQuestions
    ? OwnQuestions[N]['request']
    : N extends keyof RedactionQuestions
      ? RedactionQuestions[N]['request']
      : never;
export type AnswerTo<N extends QuestionName> = N extends AnalysisChannel
  ? Reply<N>
  : N extends keyof OwnQuestions
    ? OwnQuestions[N]['reply']
    : N extends keyof RedactionQuestions
      ? RedactionQuestions[N]['reply']
      : never;
/** Which of the two analyses of a source is asked. */
export type AnalysisSide = 'original' | 'redacted';

/** What the services send to the child. Everything survives structured clone; bodies go as Uint8Array. */
export type ToChild =
  /** Read and analyse a file, or `demo`, by itself. `name` is what messages call the file. */
  | { readonly type: 'open'; readonly file: string; readonly name: string }
  /** Evidence comes in records; `source` is for titles and reports. */
  | { readonly type: 'begin'; readonly source: { readonly kind: EvidenceSource['kind']; readonly title: string } }
  | { readonly type: 'record'; readonly record: EvidenceRecord }
  /** Analyse what has arrived. `complete`: nothing more will come. */
  | { readonly type: 'analyse'; readonly custody: Custody; readonly complete: boolean }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly name: QuestionName;
      readonly question: unknown;
      readonly of: AnalysisSide;
    };

export type FromChild =
  | {
      readonly type: 'analysed';
      readonly generation: number;
      readonly complete: boolean;
      readonly title: string;
      readonly kind: EvidenceSource['kind'];
      /** As the host calls itself, and its clock (ms since the epoch); null where the source does not say. */
      readonly host: string | null;
      readonly capturedAt: number | null;
      /** Wall time of this analysis, ms: the services space the next one by it. */
      readonly tookMs: number;
    }
  /** Of an archive, while it is read. `whole`: bytes of the file; null for a directory. */
  | { readonly type: 'progress'; readonly progress: ArchiveProgress; readonly whole: number | null }
  /** The source could not be opened; nothing will follow. */
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Result<unknown, AppError> };
