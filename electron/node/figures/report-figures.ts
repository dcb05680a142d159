import { setImmediate } from 'node:timers/promises';
import { figureMarkup, fontFaces } from '#electron/node/figures/render-figure.ts';
import type { UndrawnFigures } from '#shared/derive/index.ts';
import type { ReportFigures } from '#shared/export/index.ts';
import type { Theme } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

/** The figures of a report, drawn one by one: a host may have a thousand findings, and a window waits beside this. */
export async function reportFigures(
  { overviews, findings }: UndrawnFigures,
  theme: Theme,
  hostColour: string | null = null,
): Promise<ReportFigures> {
  const drawn = new Map<string, string>();
  const pictures: { readonly title: string; readonly svg: string }[] = [];
  for (const { view, figure } of overviews) {
    pictures.push({ title: say(msg(`report.figure.${view}`)), svg: figureMarkup(figure, theme, null) });
    await setImmediate();
  }
  for (const [id, picture] of findings) {
    drawn.set(id, figureMarkup(picture, theme, null));
    await setImmediate();
  }
  return { theme, hostColour, fonts: fontFaces(), overviews: pictures, findings: drawn };
}
