import { figureMarkup, fontFaces } from '#electron/node/figures/render-figure.ts';
import { deriveFigure, deriveFindingDetail, deriveFindings } from '#shared/derive/index.ts';
import type { ReportFigures } from '#shared/export/index.ts';
import type { Theme } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** What a report shows: the mount namespaces, the device map where there is one, and what holds what for each finding. */
export function reportFigures(analysis: Analysis, theme: Theme, hostColour: string | null = null): ReportFigures {
  const overviews = (['namespaces', 'pool'] as const).flatMap((view) => {
    if (view === 'pool' && analysis.model.thinPools.length === 0) return [];
    const drawn = deriveFigure(analysis, { view, focus: null, expanded: [] });
    return drawn.ok ? [{ title: say(msg(`report.figure.${view}`)), svg: figureMarkup(drawn.value, theme, null) }] : [];
  });
  const findings = deriveFindings(analysis).flatMap((item) => {
    const chain = item.type === 'finding' ? deriveFindingDetail(analysis, item.finding.id)?.chain : null;
    return chain && item.type === 'finding' ? [[item.finding.id, figureMarkup(chain, theme, null)] as const] : [];
  });
  return { theme, hostColour, fonts: fontFaces(), overviews, findings: new Map(findings) };
}
