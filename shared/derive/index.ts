/** Everything that views, the command line and exports ask of an analysis. Pure: equal input, equal answer. */
export { deriveNamespaceFigure } from '#shared/derive/derive-namespace-figure.ts';
export { deriveEvidenceLines } from '#shared/derive/evidence-lines.ts';
export type { FigureObjectRow } from '#shared/derive/figure-objects.ts';
export { figureObjects } from '#shared/derive/figure-objects.ts';
export { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
export { deriveFindings, deriveOutcomes, findingGroups } from '#shared/derive/findings.ts';
export { deriveEvidenceRows } from '#shared/derive/rows/evidence-rows.ts';
export { deriveMountRows } from '#shared/derive/rows/mount-rows.ts';
export { deriveNamespaceRows } from '#shared/derive/rows/namespace-rows.ts';
export { deriveProcessRows } from '#shared/derive/rows/process-rows.ts';
export type { RowsQuery } from '#shared/derive/rows/window-rows.ts';
export { deriveSearch } from '#shared/derive/search.ts';
export { deriveSummary } from '#shared/derive/summary.ts';
export { deriveWho } from '#shared/derive/who.ts';
