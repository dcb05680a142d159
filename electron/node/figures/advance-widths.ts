/** Advance widths read from a TrueType or OpenType font, in units of 1/1000 em. */
export interface AdvanceWidths {
  /** By code point; a code point without a glyph is left out. */
  readonly widths: ReadonlyMap<number, number>;
}

/**
 * Reads `cmap` (format 4), `hhea`, `hmtx` and `head` for the code points given. Kerning is not applied:
 * a measured text may come out a little too wide, never too narrow by more than a pair.
 * Format: the OpenType specification.
 */
export function advanceWidths(font: Uint8Array, codePoints: Iterable<number>): AdvanceWidths {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    tables.set(String.fromCharCode(...font.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const table = (tag: string) => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`font without ${tag}`);
    return offset;
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const longMetrics = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const glyphOf = cmapFormat4(view, table('cmap'));
  const widths = new Map<number, number>();
  for (const code of codePoints) {
    const glyph = glyphOf(code);
    if (glyph === 0) continue;
    const units = view.getUint16(hmtx + Math.min(glyph, longMetrics - 1) * 4);
    widths.set(code, Math.round((units * 1000) / unitsPerEm));
  }
  return { widths };
}

function cmapFormat4(view: DataView, cmap: number): (code: number) => number {
  let at = -1;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    if (view.getUint16(offset) === 4) at = offset;
  }
  if (at < 0) throw new Error('font without a cmap of format 4');
  const segments = view.getUint16(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + segments * 2];
  const [deltas, ranges] = [starts + segments * 2, starts + segments * 4];
  return (code) => {
    for (let s = 0; s < segments; s++) {
      if (code > view.getUint16(ends + s * 2)) continue;
      const start = view.getUint16(starts + s * 2);
      if (code < start) return 0;
      const delta = view.getUint16(deltas + s * 2);
      const range = view.getUint16(ranges + s * 2);
      if (range === 0) return (code + delta) & 0xffff;
      const glyph = view.getUint16(ranges + s * 2 + range + (code - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
