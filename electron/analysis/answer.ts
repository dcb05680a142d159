import { compareWith, comparisonWith, digestBytes, keyOf } from '#electron/analysis/comparisons.ts';
import type { AnalysisQuestion, AnswerTo, QuestionOf } from '#electron/analysis/protocol.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import * as derive from '#shared/derive/index.ts';
import * as exports from '#shared/export/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

type Answers = { readonly [N in AnalysisQuestion]: (analysis: Analysis, question: QuestionOf<N>) => AnswerTo<N> };

const found = <T>(value: T | null, needle: string): Result<T, AppError> =>
  value === null ? err({ kind: 'needle-not-found', needle }) : ok(value);

const textOf = (text: string | null) => (text === null ? null : { text });

const withDiff = <T>(analysis: Analysis, key: string, make: (diff: derive.Diff) => T): T | null => {
  const diff = comparisonWith(analysis, key);
  return diff && make(diff);
};

const tooLarge = (characters: number, most: number) => err({ kind: 'too-large-to-copy', characters, most } as const);

/** Of all rows, by the size of those that were written. */
const estimate = ({ text, rows, of }: exports.RowsText): number => Math.round((text.length * of) / Math.max(1, rows));

/** Every question the window or an export may ask of an analysis; the work is in shared/derive and shared/export. */
const answers: Answers = {
  'query.summary': (analysis) => ok(derive.deriveSummary(analysis)),
  'query.outcomes': (analysis) => ok(derive.deriveOutcomes(analysis)),
  'query.findings': (analysis) => ok(derive.deriveFindings(analysis)),
  'query.finding': (analysis, { findingId }) => found(derive.deriveFindingDetail(analysis, findingId), findingId),
  'query.who': (analysis, { needle }) => ok(derive.deriveWho(analysis, needle)),
  'query.namespaceFigure': (analysis, { focus, expanded }) =>
    ok(derive.deriveNamespaceFigure(analysis, focus, expanded)),
  'query.deviceMap': (analysis, query) => ok(derive.deriveDeviceMap(analysis, query)),
  'query.chain': (analysis, { needle }) => found(derive.deriveChain(analysis, needle), needle),
  'query.layers': (analysis, query) => derive.deriveLayers(analysis, query),
  'query.blockMap': (analysis, query) => ok(derive.deriveBlockMap(analysis, query)),
  'query.blockOwners': (analysis, query) => found(derive.deriveBlockOwners(analysis, query), query.pool),
  'query.pools': (analysis, query) => ok(derive.derivePoolRows(analysis, query)),
  'query.thinDevices': (analysis, query) => ok(derive.deriveThinDeviceRows(analysis, query)),
  'query.storedImages': (analysis, query) => ok(derive.deriveStoredImageRows(analysis, query)),
  'query.storedLayers': (analysis, query) => ok(derive.deriveStoredLayerRows(analysis, query)),
  'query.overlays': (analysis, query) => ok(derive.deriveOverlayRows(analysis, query)),
  'query.layerDifferences': (analysis, query) => ok(derive.deriveLayerDifferenceRows(analysis, query)),
  'query.mounts': (analysis, query) => ok(derive.deriveMountRows(analysis, query)),
  'query.processes': (analysis, query) => ok(derive.deriveProcessRows(analysis, query)),
  'query.namespaces': (analysis, query) => ok(derive.deriveNamespaceRows(analysis, query)),
  'query.evidenceList': (analysis, query) => ok(derive.deriveEvidenceRows(analysis, query)),
  'query.evidenceLines': (analysis, { id, from, limit }) =>
    found(derive.deriveEvidenceLines(analysis, id, from, limit), id),
  'query.ledger': (analysis) => ok(analysis.ledger),
  'query.search': (analysis, { text, limit }) => ok(derive.deriveSearch(analysis, text, limit)),
  findingText: (analysis, { findingId, format, notes }) =>
    found(textOf(exports.findingText(analysis, findingId, format, notes)), findingId),
  analysis: (analysis) => ok(analysis),
  evidence: ({ source, custody, evidenceSha256, records }) =>
    ok({ title: source.title, custody, evidenceSha256, records: [...records.values()] }),
  report: (analysis, { format, figures, notes }) =>
    ok({ text: exports.reportText(analysis, format, figures ?? undefined, notes) }),
  reportFigures: (analysis) => ok(derive.undrawnFigures(analysis)),
  diffKey: (analysis) => ok(keyOf(analysis)),
  diffDigest: (analysis) => ok(digestBytes(analysis)),
  compareWith: (analysis, { key, digest }) => {
    compareWith(analysis, key, digest);
    return ok(null);
  },
  diffOverview: (analysis, { key }) => ok(withDiff(analysis, key, derive.diffOverview)),
  differences: (analysis, { key, query }) =>
    ok(withDiff(analysis, key, (diff) => derive.windowRows(derive.differenceTable(diff), query))),
  diffText: (analysis, { key, format, most }) => {
    const text = withDiff(analysis, key, (diff) => exports.diffExport(diff, format));
    return text !== null && text.length > most ? tooLarge(text.length, most) : ok(textOf(text));
  },
  rows: (analysis, { key, mayBeCut, ...what }) => {
    const diff = key === null ? null : comparisonWith(analysis, key);
    if (key !== null && diff === null) return ok(null);
    const made = exports.exportRows(analysis, { ...what, diff });
    if (!made.ok || mayBeCut) return made;
    const { text, rows, of } = made.value;
    return rows < of || text.length > what.most ? tooLarge(estimate(made.value), what.most) : made;
  },
  recheckBasis: (analysis, { findingId }) => found(derive.recheckBasis(analysis, findingId), findingId),
  recheck: (analysis, { basis }) => ok(derive.deriveRecheck(basis, analysis)),
  custody: ({ custody }) => ok(custody),
  figure: (analysis, question) => {
    const figure = derive.deriveFigure(analysis, question);
    return figure.ok ? ok({ figure: figure.value, summary: derive.deriveSummary(analysis) }) : figure;
  },
};

/** `question` was parsed by the services; the child believes its parent. */
export function answer(analysis: Analysis, name: AnalysisQuestion, question: unknown): Result<unknown, AppError> {
  return (answers[name] as (analysis: Analysis, question: unknown) => Result<unknown, AppError>)(analysis, question);
}
