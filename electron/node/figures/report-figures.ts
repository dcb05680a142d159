import { figureMarkup, fontFaces } from '#electron/node/figures/render-figure.ts';
import { deriveEvidenceCard, deriveFigure, deriveFindingDetail, deriveFindings } from '#shared/derive/index.ts';
import type { ReportFigures } from '#shared/export/index.ts';
import type { AnyFigure } from '#shared/figures/figure-element.tsx';
import type { Theme } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** What a report shows: the mount namespaces, the device map where there is one, and what holds what, or what is damaged, for each finding. */
export function reportFigures(analysis: Analysis, theme: Theme, hostColour: string | null = null): ReportFigures {
  const overviews = (['namespaces', 'pool'] as const).flatMap((view) => {
    if (view === 'pool' && analysis.model.thinPools.length === 0) return [];
    const drawn = deriveFigure(analysis, { view, focus: null, expanded: [] });
    return drawn.ok ? [{ title: say(msg(`report.figure.${view}`)), svg: figureMarkup(drawn.value, theme, null) }] : [];
  });
  const findings = deriveFindings(analysis).flatMap((item) => {
    if (item.type !== 'finding') return [];
    const picture = pictureOf(analysis, item.finding.id);
    return picture ? [[item.finding.id, figureMarkup(picture, theme, null)] as const] : [];
  });
  return { theme, hostColour, fonts: fontFaces(), overviews, findings: new Map(findings) };
}

/** Pools are drawn whole at the head of the report; images are not, so that a damaged layer is shown where it is told. */
function pictureOf(analysis: Analysis, finding: string): AnyFigure | null {
  const chain = deriveFindingDetail(analysis, finding)?.chain;
  if (chain) return chain;
  const layers = deriveEvidenceCard(analysis, finding)?.pictures.find((p) => p.kind === 'layers');
  return layers?.figure ?? null;
}
