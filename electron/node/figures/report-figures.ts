import { figureMarkup, fontFaces } from '#electron/node/figures/render-figure.ts';
import type { UndrawnFigures } from '#shared/derive/index.ts';
import type { ReportFigures } from '#shared/export/index.ts';
import type { Theme } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

/** The figures of a report, drawn. */
export const reportFigures = ({ overviews, findings }: UndrawnFigures, theme: Theme): ReportFigures => ({
  theme,
  fonts: fontFaces(),
  overviews: overviews.map(({ view, figure }) => ({
    title: say(msg(`report.figure.${view}`)),
    svg: figureMarkup(figure, theme, null),
  })),
  findings: new Map(findings.map(([id, chain]) => [id, figureMarkup(chain, theme, null)])),
});
