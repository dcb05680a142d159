import type { ReactElement } from 'react';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { FindingChain } from '#shared/derive/view-types.ts';
import type { Caption } from '#shared/figures/caption.ts';
import { FindingChainFigure } from '#shared/figures/FindingChainFigure.tsx';
import { NamespaceGraph } from '#shared/figures/NamespaceGraph.tsx';
import type { Theme } from '#shared/figures/tokens.ts';

/** The static picture of any figure's data, for whoever renders it to a file. */
export function figureElement(
  figure: NamespaceFigure | FindingChain,
  theme: Theme,
  caption: Caption | null,
): ReactElement {
  return 'headings' in figure ? (
    <NamespaceGraph figure={figure} theme={theme} caption={caption} interaction={null} />
  ) : (
    <FindingChainFigure chain={figure} theme={theme} caption={caption} interaction={null} />
  );
}
