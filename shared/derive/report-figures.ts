import { deriveFigure } from '#shared/derive/derive-figure.ts';
import { deriveEvidenceCard } from '#shared/derive/evidence-card.ts';
import { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
import { deriveFindings } from '#shared/derive/findings.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { FindingChain } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

type Derived = Extract<ReturnType<typeof deriveFigure>, { ok: true }>['value'];
type FindingPicture = FindingChain | LayersFigure;

/** What a report shows, before it is drawn: the mount namespaces, the device map where there is one, and what holds what, or what is damaged, for each finding. */
export interface UndrawnFigures {
  readonly overviews: readonly { readonly view: 'namespaces' | 'pool'; readonly figure: Derived }[];
  readonly findings: readonly (readonly [findingId: string, picture: FindingPicture])[];
}

export function undrawnFigures(analysis: Analysis): UndrawnFigures {
  const overviews = (['namespaces', 'pool'] as const).flatMap((view) => {
    if (view === 'pool' && analysis.model.thinPools.length === 0) return [];
    const derived = deriveFigure(analysis, { view, focus: null, expanded: [] });
    return derived.ok ? [{ view, figure: derived.value }] : [];
  });
  const findings = deriveFindings(analysis).flatMap((item) => {
    if (item.type !== 'finding') return [];
    const picture = pictureOf(analysis, item.finding.id);
    return picture ? [[item.finding.id, picture] as const] : [];
  });
  return { overviews, findings };
}

/** Pools are drawn whole at the head of the report; images are not, so that a damaged layer is shown where it is told. */
function pictureOf(analysis: Analysis, finding: string): FindingPicture | null {
  const chain = deriveFindingDetail(analysis, finding)?.chain;
  if (chain) return chain;
  const layers = deriveEvidenceCard(analysis, finding)?.pictures.find((p) => p.kind === 'layers');
  return layers?.figure ?? null;
}
