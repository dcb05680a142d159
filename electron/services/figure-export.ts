import { type FigureFormat, renderFigure } from '#electron/node/figures/render-figure.ts';
import type { OpenedSource } from '#electron/services/open-sources.ts';
import type { Deliverable } from '#electron/services/platform.ts';
import { safeName } from '#electron/services/source-exports.ts';
import { ok } from '#shared/base/result.ts';
import type { FigureQuestion } from '#shared/derive/derive-figure.ts';
import { captionOf } from '#shared/figures/caption.ts';
import { hostColours } from '#shared/figures/tokens.ts';

export interface FigureOptions extends FigureQuestion {
  readonly theme: 'light' | 'dark';
  readonly format: FigureFormat;
}

/**
 * Any figure as a picture, with the caption that says where and when.
 * Drawn here and not in the analysis process: the rasteriser is native code, and what it gets is derived data, not bytes of a host.
 */
export const figureFile = (source: OpenedSource, { theme, format, ...question }: FigureOptions): Deliverable => ({
  name: `${safeName(source.shown.title)}-${question.view ?? 'namespaces'}.${format}`,
  async bytes() {
    const asked = await source.client.ask('figure', question);
    if (!asked.ok) return asked;
    const { figure, summary } = asked.value;
    return ok(
      renderFigure({ figure, theme, format, caption: captionOf(summary, hostColours[source.shown.colour] ?? null) }),
    );
  },
});
