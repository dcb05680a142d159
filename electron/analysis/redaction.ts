import type { AnswerTo, QuestionName, QuestionOf } from '#electron/analysis/protocol.ts';
import type { RedactionMade, RedactionQuestions } from '#electron/analysis/redaction-questions.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import { present } from '#shared/base/absent.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { keyedTable } from '#shared/derive/rows/plain-table.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import { backToNames } from '#shared/export/redaction/back-to-names.ts';
import { tokenClasses } from '#shared/export/redaction/classes.ts';
import type { RedactionMap } from '#shared/export/redaction/map.ts';
import { type Redacted, redactAnalysis } from '#shared/export/redaction/redact-analysis.ts';
import type { RedactionPreview } from '#shared/ipc/redaction-payloads.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyzeRecords } from '#shared/pipeline/analyze.ts';

type RedactionQuestion = keyof RedactionQuestions;
type Answers = {
  readonly [N in RedactionQuestion]: (analysis: Analysis, question: QuestionOf<N>) => AnswerTo<N>;
};

/** The second analysis of a source, of its redacted records, and what was replaced in it. */
export interface ChildRedaction {
  /** Null: there is none, so what is asked of it has no answer. */
  shown(): Analysis | null;
  answer(analysis: Analysis, name: RedactionQuestion, question: unknown): Result<unknown, AppError>;
}

export const isRedactionQuestion = (name: QuestionName): name is RedactionQuestion => name.startsWith('redaction.');

export function childRedaction(): ChildRedaction {
  let shown: Analysis | null = null;
  /** Of the last making, without its records. */
  let made: Pick<Redacted, 'tokens' | 'redactor'> | null = null;
  let toNames: ReturnType<typeof backToNames> | null = null;

  function redact(analysis: Analysis, map: RedactionMap): Redacted {
    return redactAnalysis(analysis, { map, toolVersion, sha256, nameOriginal: false });
  }

  const answers: Answers = {
    'redaction.make': (analysis, { map, show }) => {
      const redacted = redact(analysis, map);
      made = { tokens: redacted.tokens, redactor: redacted.redactor };
      toNames = null;
      if (show) shown = analysisOf(analysis, redacted);
      const host = show && shown ? present(shown.model.host.name) : null;
      const answer: RedactionMade = { title: redacted.title, host, preview: previewOf(redacted), map: redacted.map };
      return ok(answer);
    },
    'redaction.drop': () => {
      shown = null;
      return ok(null);
    },
    'redaction.tokens': (_analysis, { class: only, ...query }) => {
      if (made === null) return err({ kind: 'redacting' });
      const tokens = only === null ? made.tokens : made.tokens.filter((t) => t.class === only);
      const columns = {
        class: { of: (t: Redacted['tokens'][number]) => t.class, exact: true },
        token: { of: (t: Redacted['tokens'][number]) => t.token },
        pseudonym: { of: (t: Redacted['tokens'][number]) => t.pseudonym },
        count: { of: (t: Redacted['tokens'][number]) => t.count, exact: true },
      };
      return ok(
        windowRows(
          keyedTable(tokens, columns, (t) => `${t.class} ${t.token}`),
          query,
        ),
      );
    },
    'redaction.translate': (_analysis, { to, texts }) => {
      if (made === null) return err({ kind: 'redacting' });
      const { redactor } = made;
      if (to === 'pseudonyms') return ok(texts.map((text) => redactor.text(text)));
      toNames ??= backToNames(made);
      return ok(texts.map(toNames));
    },
    'redaction.evidence': (analysis, { map: known }) => {
      const { title, custody, records, map } = redact(analysis, known);
      return ok({ title, custody, records, map });
    },
  };
  return {
    shown: () => shown,
    answer: (analysis, name, question) =>
      (answers[name] as (analysis: Analysis, question: unknown) => Result<unknown, AppError>)(analysis, question),
  };
}

/** By the pipeline that made the first. The kind stays: it is how the evidence was come by. */
const analysisOf = ({ source: { kind } }: Analysis, { title, records, custody }: Redacted): Analysis =>
  analyzeRecords({ kind, title }, records, custody, sha256);

function previewOf({ tokens, keptNames, leftOut }: Redacted): RedactionPreview {
  const classes = tokenClasses.map((kind) => {
    const mine = tokens.filter((t) => t.class === kind);
    return { class: kind, tokens: mine.length, places: mine.reduce((sum, { count }) => sum + count, 0) };
  });
  return { classes: classes.filter(({ tokens: n }) => n > 0), keptNames, leftOut };
}
