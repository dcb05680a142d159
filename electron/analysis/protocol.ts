import type { RedactionQuestions } from '#electron/analysis/redaction-questions.ts';
import type { ArchiveProgress } from '#electron/node/archives/archive.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';
import type { FigureQuestion } from '#shared/derive/derive-figure.ts';
import type { DifferenceRow, DiffOverview, RowsQuery, UndrawnFigures } from '#shared/derive/index.ts';
import type { Recheck, RecheckBasis } from '#shared/derive/recheck/recheck.ts';
import type { Rows, Summary } from '#shared/derive/view-types.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type {
  DiffFormat,
  ReportFigures,
  ReportFormat,
  ReportNotes,
  RowsExport,
  RowsText,
} from '#shared/export/index.ts';
import type { AnyFigure } from '#shared/figures/figure-element.tsx';
import type { Channel, Reply, Request } from '#shared/ipc/contract.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

/** Channels of the contract that the child answers as they are. */
export type AnalysisChannel = Exclude<Extract<Channel, `query.${string}`>, ComparedChannel>;

/** These need a second source: the services ask its process first. */
type ComparedChannel = 'query.diff' | 'query.differences';

/** What is null was not compared yet, or is forgotten: `compareWith` first. */
type Compared<T> = Result<T | null, AppError>;

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
  /** `figures` are drawn by the services from `reportFigures`: a report in HTML has them, no other. */
  readonly report: {
    readonly request: {
      readonly format: ReportFormat;
      readonly figures: ReportFigures | null;
      readonly notes: ReportNotes;
    };
    readonly reply: Result<{ readonly text: string }, AppError>;
  };
  readonly reportFigures: { readonly request: null; readonly reply: Result<UndrawnFigures, AppError> };
  /** What a later analysis knows this one by; see comparisons.ts. */
  readonly diffKey: { readonly request: null; readonly reply: Result<string, AppError> };
  readonly diffDigest: { readonly request: null; readonly reply: Result<Uint8Array, AppError> };
  readonly compareWith: {
    readonly request: { readonly key: string; readonly digest: Uint8Array };
    readonly reply: Result<null, AppError>;
  };
  readonly diffOverview: { readonly request: { readonly key: string }; readonly reply: Compared<DiffOverview> };
  readonly differences: {
    readonly request: { readonly key: string; readonly query: RowsQuery };
    readonly reply: Compared<Rows<DifferenceRow>>;
  };
  readonly diffText: {
    readonly request: { readonly key: string; readonly format: DiffFormat; readonly most: number };
    readonly reply: Compared<{ readonly text: string }>;
  };
  /** `key` is null but for rows of a comparison. */
  readonly rows: {
    readonly request: Omit<RowsExport, 'diff'> & { readonly key: string | null; readonly mayBeCut: boolean };
    readonly reply: Compared<RowsText>;
  };
  /** What a re-check of a finding needs to know of it, and what it says once read again. */
  readonly recheckBasis: {
    readonly request: { readonly findingId: string };
    readonly reply: Result<RecheckBasis, AppError>;
  };
  readonly recheck: {
    readonly request: { readonly basis: RecheckBasis };
    readonly reply: Result<Recheck, AppError>;
  };
  readonly custody: { readonly request: null; readonly reply: Result<Custody, AppError> };
  readonly findingText: {
    readonly request: Omit<Request<'export.finding'>, 'sourceId'> & { readonly notes: ReportNotes };
    readonly reply: Reply<'export.finding'>;
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
