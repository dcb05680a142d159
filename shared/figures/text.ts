import { plexWidths } from '#shared/figures/metrics.ts';

/** Text is measured from the font's own advance widths, so a figure has the same layout on every machine. */
export type Face = 'sans400' | 'sans500' | 'sans600' | 'mono' | 'mono500';

const widths = Object.fromEntries(
  Object.entries(plexWidths).map(([face, table]) => [
    face,
    new Map(Object.entries(table).flatMap(([width, text]) => Array.from(text, (c) => [c, Number(width)] as const))),
  ]),
) as unknown as Readonly<Record<Exclude<Face, 'mono' | 'mono500'>, ReadonlyMap<string, number>>>;

/** Width in px of a text set in `size` px. Ideographs count 1 em, the unknown 0.62 em, also marks that
 * combine: where the font has no glyph for the pair they stand beside their letter. Too wide is safe, too narrow is not. */
export function textWidth(text: string, face: Face, size: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += advance(character, face);
  return (thousandths * size) / 1000;
}

function advance(character: string, face: Face): number {
  const mono = face === 'mono' || face === 'mono500';
  const known = mono ? (character <= 'ÿ' ? 600 : undefined) : widths[face].get(character);
  if (known !== undefined) return known;
  if (wide.test(character)) return 1000;
  return mono ? 600 : 620;
}

/** East Asian wide and full-width forms, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u;

/** Where a text that is too long loses its middle: names at the end, paths at the start, so that what differs stays. */
export type Cut = 'end' | 'start';

/** The text, or as much of it as fits into `room` px, with `…` for what was left out. */
export function fitText(text: string, face: Face, size: number, room: number, cut: Cut = 'end'): string {
  if (textWidth(text, face, size) <= room) return text;
  const characters = Array.from(text);
  let left = room - textWidth('…', face, size);
  let kept = 0;
  while (kept < characters.length) {
    const next = cut === 'end' ? characters[kept]! : characters[characters.length - 1 - kept]!;
    left -= (advance(next, face) * size) / 1000;
    if (left < 0) break;
    kept++;
  }
  if (kept === 0) return '…';
  return cut === 'end'
    ? `${characters.slice(0, kept).join('')}…`
    : `…${characters.slice(characters.length - kept).join('')}`;
}
