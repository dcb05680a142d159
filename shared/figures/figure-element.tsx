import type { ReactElement } from 'react';
import type { BlockMap } from '#shared/derive/block-map.ts';
import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import type { EvidenceCard } from '#shared/derive/evidence-card.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { FindingChain } from '#shared/derive/view-types.ts';
import { BlockMapFigure } from '#shared/figures/BlockMapFigure.tsx';
import type { Caption } from '#shared/figures/caption.ts';
import { DeviceMapFigure } from '#shared/figures/DeviceMapFigure.tsx';
import { EvidenceCardFigure } from '#shared/figures/EvidenceCardFigure.tsx';
import { FindingChainFigure } from '#shared/figures/FindingChainFigure.tsx';
import { HopChainFigure } from '#shared/figures/HopChainFigure.tsx';
import { ImageLayersFigure } from '#shared/figures/ImageLayersFigure.tsx';
import { NamespaceGraph } from '#shared/figures/NamespaceGraph.tsx';
import type { Theme } from '#shared/figures/tokens.ts';

/** Everything that can be drawn and leave as a file. */
export type AnyFigure =
  | NamespaceFigure
  | FindingChain
  | DeviceMap
  | ChainFigure
  | BlockMap
  | LayersFigure
  | EvidenceCard;

/** The static picture of any figure's data, for whoever renders it to a file. */
export function figureElement(figure: AnyFigure, theme: Theme, caption: Caption | null): ReactElement {
  const as = { theme, caption, interaction: null };
  if ('headings' in figure) return <NamespaceGraph figure={figure} {...as} />;
  if ('disks' in figure) return <DeviceMapFigure map={figure} {...as} />;
  if ('hops' in figure) return <HopChainFigure figure={figure} {...as} />;
  if ('copies' in figure) return <ImageLayersFigure figure={figure} {...as} />;
  if ('pictures' in figure) return <EvidenceCardFigure card={figure} {...as} />;
  if ('histogram' in figure) return <BlockMapFigure map={figure} {...as} />;
  return <FindingChainFigure chain={figure} {...as} />;
}
