import { escapeForDisplay } from '#shared/base/escape.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import { textWidth } from '#shared/figures/text.ts';

/** A raw line in pieces that fit, each with what is lit in it. Offsets are UTF-16 units of `text`. */
export interface RawPiece {
  readonly text: string;
  readonly lit: readonly { readonly from: number; readonly to: number }[];
}

const monoWidth = 6.6;

/** Cut into lines of at most the room there is; what is lit keeps its place. Escaping comes first: it changes lengths. */
export function rawPieces(line: CitedLine, room: number): readonly RawPiece[] {
  const { text, lit } = escapedLine(line);
  const most = Math.floor(room / monoWidth);
  const pieces: RawPiece[] = [];
  for (let from = 0; from < text.length || pieces.length === 0; ) {
    let to = Math.min(text.length, from + most);
    if (to < text.length) {
      const space = text.lastIndexOf(' ', to - 1);
      if (space > from + most / 2) to = space + 1;
    }
    while (to > from + 1 && textWidth(text.slice(from, to), 'mono', 11) > room) to--;
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
