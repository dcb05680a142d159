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
  const { view, table } = tablesOf(font);
  const unitsPerEm = view.getUint16(table('head') + 18);
  const longMetrics = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const glyph = glyphOf(font);
  const widths = new Map<number, number>();
  for (const code of codePoints) {
    const index = glyph(code);
    if (index === 0) continue;
    const units = view.getUint16(hmtx + Math.min(index, longMetrics - 1) * 4);
    widths.set(code, Math.round((units * 1000) / unitsPerEm));
  }
  return { widths };
}

function tablesOf(font: Uint8Array) {
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
  return { view, table };
}

/** Index of the glyph of a code point, 0 where the font has none. `cmap` formats 4 and 12. */
export function glyphOf(font: Uint8Array): (code: number) => number {
  const { view, table } = tablesOf(font);
  const cmap = table('cmap');
  const low = cmapFormat4(view, cmap);
  const whole = subtable(view, cmap, 12);
  return whole === null ? low : (code) => (code <= 0xffff ? low(code) : groupGlyph(view, whole, code));
}

function groupGlyph(view: DataView, at: number, code: number): number {
  for (let g = 0; g < view.getUint32(at + 12); g++) {
    const group = at + 16 + g * 12;
    const start = view.getUint32(group);
    if (code >= start && code <= view.getUint32(group + 4)) return view.getUint32(group + 8) + code - start;
  }
  return 0;
}

function subtable(view: DataView, cmap: number, format: number): number | null {
  let at: number | null = null;
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const offset = cmap + view.getUint32(cmap + 4 + i * 8 + 4);
    if (view.getUint16(offset) === format) at = offset;
  }
  return at;
}

function cmapFormat4(view: DataView, cmap: number): (code: number) => number {
  const at = subtable(view, cmap, 4);
  if (at === null) throw new Error('font without a cmap of format 4');
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
