export interface LinePart {
  readonly text: string;
  readonly lit: boolean;
}

/** Unlit stretches longer than this are shortened in the middle; the whole line is one click away. */
const keep = 44;

/**
 * A line in parts, lit and unlit, with long unlit stretches shortened, so that several lit parts of a long line
 * stand on one row. Offsets outside the line or in the wrong order are ignored: they come from another process.
 */
export function aroundLit(
  text: string,
  lit: readonly { readonly from: number; readonly to: number }[],
): readonly LinePart[] {
  const parts: LinePart[] = [];
  let at = 0;
  for (const { from, to } of lit) {
    if (from < at || to <= from || to > text.length) continue;
    if (from > at) parts.push({ text: shorten(text.slice(at, from)), lit: false });
    parts.push({ text: text.slice(from, to), lit: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), lit: false });
  return parts;
}

function shorten(stretch: string): string {
  if (stretch.length <= keep) return stretch;
  const points = Array.from(stretch);
  return `${points.slice(0, 22).join('')}…${points.slice(-16).join('')}`;
}
