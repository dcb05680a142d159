import type { ChainFigure, ChainGauge, ChainHop } from '#shared/derive/chain-figure.ts';
import { type RawPiece, rawPieces } from '#shared/figures/raw-pieces.ts';

/** Px. */
export const hopColumns = {
  width: 1264,
  number: 16,
  mark: 51,
  text: 68,
  textRoom: 206,
  raw: 286,
  rawRoom: 560,
  side: 888,
  gauge: 344,
} as const;

export interface PlacedHop {
  readonly hop: ChainHop;
  readonly n: number;
  readonly y: number;
  readonly height: number;
  readonly raw: readonly { readonly origin: string; readonly pieces: readonly RawPiece[]; readonly more: boolean }[];
}

export interface HopLayout {
  readonly width: number;
  readonly height: number;
  readonly hops: readonly PlacedHop[];
  readonly gauges: readonly { readonly gauge: ChainGauge; readonly y: number }[];
  readonly noteY: number;
  readonly footY: number;
}

const rawLine = 15;
/** Lines of one cited line; the whole of it is in the evidence view. */
const mostPieces = 3;
const linkRoom = 26;

export function layoutChain(figure: ChainFigure): HopLayout {
  const top = figure.statement ? 56 : 40;
  let y = top;
  const hops = figure.hops.map((hop, i): PlacedHop => {
    const raw = hop.cited.slice(0, 2).map((line) => {
      const pieces = rawPieces(line, hopColumns.rawRoom - 14);
      return { origin: line.origin, pieces: pieces.slice(0, mostPieces), more: pieces.length > mostPieces };
    });
    const rawHeight = raw.reduce((sum, r) => sum + 18 + r.pieces.length * rawLine, 0) + (hop.says === '' ? 0 : 16);
    const height = Math.max(48, rawHeight);
    const placed = { hop, n: i + 1, y, height, raw };
    y += height + linkRoom;
    return placed;
  });
  const bottom = hops.length > 0 ? y - linkRoom : y;
  const gauges = figure.gauges.map((gauge, i) => ({ gauge, y: top + i * 60 }));
  const noteY = top + gauges.length * 60 + 8;
  const footY = Math.max(bottom, figure.note === null ? noteY - 14 : noteY + 34) + 24;
  return { width: hopColumns.width, height: footY + 14, hops, gauges, noteY, footY };
}
