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
  'export.finding': (analysis, { findingId, format }) =>
    found(textOf(exports.findingText(analysis, findingId, format)), findingId),
  analysis: (analysis) => ok(analysis),
  evidence: ({ source, custody, evidenceSha256, records }) =>
    ok({ title: source.title, custody, evidenceSha256, records: [...records.values()] }),
  report: (analysis, { format }) => ok({ text: exports.reportText(analysis, format) }),
  figure: (analysis, question) => {
    const figure = derive.deriveFigure(analysis, question);
    return figure.ok ? ok({ figure: figure.value, summary: derive.deriveSummary(analysis) }) : figure;
  },
};

/** `question` was parsed by the services; the child believes its parent. */
export function answer(analysis: Analysis, name: AnalysisQuestion, question: unknown): Result<unknown, AppError> {
  return (answers[name] as (analysis: Analysis, question: unknown) => Result<unknown, AppError>)(analysis, question);
}
