import type { KeyActions } from '#renderer/components/keys.ts';
import { type FigureQuestion, saveFigure } from '#renderer/components/save-figure.ts';
import type { Zoom } from '#renderer/components/use-zoom.ts';

/** E saves the figure, light as tickets are; plus, minus and 0 change its size in the window. */
export const figureKeys = (
  figure: FigureQuestion | null,
  { step, reset }: Pick<Zoom, 'step' | 'reset'>,
): KeyActions => ({
  e: () => figure && void saveFigure(figure, { theme: 'light', format: 'svg' }),
  '+': () => step(1),
  '=': () => step(1),
  '-': () => step(-1),
  '0': reset,
});
