import { escapeForDisplay } from '#shared/base/escape.ts';
import type { ChainFigure, ChainGauge, ChainHop } from '#shared/derive/chain-figure.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import { textWidth } from '#shared/figures/text.ts';

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

/** A raw line in pieces that fit, each with what is lit in it. Offsets are UTF-16 units of `text`. */
export interface RawPiece {
  readonly text: string;
  readonly lit: readonly { readonly from: number; readonly to: number }[];
}

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
const monoWidth = 6.6;

export function layoutChain(figure: ChainFigure): HopLayout {
  const top = figure.statement ? 56 : 40;
  let y = top;
  const hops = figure.hops.map((hop, i): PlacedHop => {
    const raw = hop.cited.slice(0, 2).map((line) => {
      const pieces = wrapped(line);
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

/** Cut into lines of at most the room there is; what is lit keeps its place. Escaping comes first: it changes lengths. */
export function wrapped(line: CitedLine): readonly RawPiece[] {
  const { text, lit } = escapedLine(line);
  const most = Math.floor((hopColumns.rawRoom - 14) / monoWidth);
  const pieces: RawPiece[] = [];
  for (let from = 0; from < text.length || pieces.length === 0; ) {
    let to = Math.min(text.length, from + most);
    if (to < text.length) {
      const space = text.lastIndexOf(' ', to);
      if (space > from + most / 2) to = space + 1;
    }
    while (to > from + 1 && textWidth(text.slice(from, to), 'mono', 11) > hopColumns.rawRoom - 14) to--;
    if (isHighSurrogate(text.charCodeAt(to - 1)) && to < text.length) to--;
    const inside = lit
      .filter((r) => r.from < to && r.to > from)
      .map((r) => ({ from: Math.max(0, r.from - from), to: Math.min(to, r.to) - from }));
    pieces.push({ text: text.slice(from, to), lit: inside });
    if (to <= from) break;
    from = to;
  }
  return pieces;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** Escaped part by part, so that the parts that are lit are known in the escaped text. */
function escapedLine({ text, lit }: CitedLine): RawPiece {
  let out = '';
  let at = 0;
  const moved: { from: number; to: number }[] = [];
  for (const range of lit) {
    out += escapeForDisplay(text.slice(at, range.from));
    const part = escapeForDisplay(text.slice(range.from, range.to));
    moved.push({ from: out.length, to: out.length + part.length });
    out += part;
    at = range.to;
  }
  return { text: out + escapeForDisplay(text.slice(at)), lit: moved };
}
