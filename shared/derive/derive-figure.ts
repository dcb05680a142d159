import { notCollected } from '#shared/base/absent.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BlockMap } from '#shared/derive/block-map.ts';
import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import { deriveBlockMap } from '#shared/derive/derive-block-map.ts';
import { deriveChain } from '#shared/derive/derive-chain.ts';
import { deriveDeviceMap } from '#shared/derive/derive-device-map.ts';
import { deriveLayers } from '#shared/derive/derive-layers.ts';
import { deriveNamespaceFigure } from '#shared/derive/derive-namespace-figure.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import { deriveEvidenceCard, type EvidenceCard } from '#shared/derive/evidence-card.ts';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { resolveThin } from '#shared/derive/thin/resolve-thin.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export const figureViews = ['namespaces', 'pool', 'chain', 'blocks', 'layers', 'card'] as const;
export type FigureView = (typeof figureViews)[number];

/** Which picture, and of what: what an export and the command line ask for. */
export interface FigureQuestion {
  /** Left out: the namespace graph. */
  readonly view?: FigureView | undefined;
  readonly focus: string | null;
  readonly expanded: readonly string[];
  readonly onlyTrouble?: boolean | undefined;
  /** `blocks` only. */
  readonly device?: string | null | undefined;
  readonly window?: { readonly from: number; readonly to: number } | null | undefined;
}

/** Cells that the drawing of a block map has room for. */
const blockRoom = { stripCells: 620, detailCells: 95 * 83, devices: true } as const;

/**
 * The data of any picture. `needle-not-found`: the focus names nothing that this view can show (the namespace graph then shows the overview); `blocks-not-known`: no
 * pool's mappings are in the evidence, or not this one's.
 */
export function deriveFigure(
  analysis: Analysis,
  question: FigureQuestion,
): Result<NamespaceFigure | DeviceMap | ChainFigure | BlockMap | LayersFigure | EvidenceCard, AppError> {
  const { focus, expanded } = question;
  const notFound = () => err({ kind: 'needle-not-found', needle: focus ?? '' } as const);
  switch (question.view ?? 'namespaces') {
    case 'namespaces':
      return ok(deriveNamespaceFigure(analysis, focus, expanded));
    case 'pool':
      if (focus !== null && !resolveThin(analysis, focus)) return notFound();
      return ok(deriveDeviceMap(analysis, { focus, expanded, onlyTrouble: question.onlyTrouble ?? false }));
    case 'chain': {
      const chain = focus === null ? null : deriveChain(analysis, focus);
      return chain ? ok(chain) : notFound();
    }
    case 'layers':
      return deriveLayers(analysis, { focus, expanded });
    case 'card': {
      const card = focus === null ? null : deriveEvidenceCard(analysis, focus);
      return card ? ok(card) : notFound();
    }
    case 'blocks':
      return blocks(analysis, question);
  }
}

/** `focus` names the pool, or a device whose blocks are to be marked. */
function blocks(analysis: Analysis, { focus, device, window }: FigureQuestion): Result<BlockMap, AppError> {
  const named = focus === null ? null : resolveThin(analysis, focus);
  if (focus !== null && !named) return err({ kind: 'needle-not-found', needle: focus });
  const pool = named?.pools[0] ?? null;
  const answer = deriveBlockMap(analysis, {
    ...blockRoom,
    pool,
    device: device ?? named?.devices[0] ?? null,
    window: window ?? null,
  });
  if (answer.map) return ok(answer.map);
  const asked = answer.pools.find((p) => p.device === pool) ?? answer.pools[0];
  return err({
    kind: 'blocks-not-known',
    pool: asked?.name ?? '',
    because: asked?.because ?? notCollected('thin-pools').because,
  });
}
