import { deriveFigure } from '#shared/derive/derive-figure.ts';
import { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
import { deriveFindings } from '#shared/derive/findings.ts';
import type { FindingChain } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

type Derived = Extract<ReturnType<typeof deriveFigure>, { ok: true }>['value'];

/** What a report shows, before it is drawn: the mount namespaces, the device map where there is one, what holds what for each finding. */
export interface UndrawnFigures {
  readonly overviews: readonly { readonly view: 'namespaces' | 'pool'; readonly figure: Derived }[];
  readonly findings: readonly (readonly [findingId: string, chain: FindingChain])[];
}

export function undrawnFigures(analysis: Analysis): UndrawnFigures {
  const overviews = (['namespaces', 'pool'] as const).flatMap((view) => {
    if (view === 'pool' && analysis.model.thinPools.length === 0) return [];
    const derived = deriveFigure(analysis, { view, focus: null, expanded: [] });
    return derived.ok ? [{ view, figure: derived.value }] : [];
  });
  const findings = deriveFindings(analysis).flatMap((item) => {
    const chain = item.type === 'finding' ? deriveFindingDetail(analysis, item.finding.id)?.chain : null;
    return chain && item.type === 'finding' ? [[item.finding.id, chain] as const] : [];
  });
  return { overviews, findings };
}
