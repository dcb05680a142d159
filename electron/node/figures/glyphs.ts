import { advanceWidths, glyphOf } from '#electron/node/figures/advance-widths.ts';
import { type NotoSlice, notoSliceFor, notoTrueType } from '#electron/node/figures/noto.ts';
import { type PlexFace, plexFaces, plexTrueType } from '#electron/node/figures/plex.ts';

/** Which font draws a character: the cut of Plex that was asked for, a slice of Noto, or none. */
export type Drawn = PlexFace | NotoSlice | null;

/** Characters that no font of ours has are drawn as boxes and must be spoken of. */
export function fontFor(character: string, face: PlexFace): Drawn {
  const code = character.codePointAt(0)!;
  return plexGlyph(face)(code) !== 0 ? face : notoSliceFor(code);
}

/** A text as runs of one font each. */
export function runsOf(text: string, face: PlexFace): readonly { readonly font: Drawn; readonly text: string }[] {
  const runs: { font: Drawn; text: string }[] = [];
  for (const character of text) {
    const font = fontFor(character, face);
    const last = runs.at(-1);
    if (last && last.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

/** The cut that a `text` element of a figure is set in. Throws on one that figures do not use. */
export function faceOf(attributes: Readonly<Record<string, string>>): PlexFace {
  const mono = (attributes['font-family'] ?? '').startsWith("'IBM Plex Mono'");
  const weight = Number(attributes['font-weight'] ?? 400);
  const face = plexFaces.find((f) => (f.family === 'IBM Plex Mono') === mono && f.weight === weight);
  if (!face) throw new Error(`a figure with text of ${attributes['font-family']} ${weight}`);
  return face;
}

/** What a `text` element shows of its text: SVG joins spaces unless told otherwise. */
export const shownText = (text: string, attributes: Readonly<Record<string, string>>): string =>
  attributes['xml:space'] === 'preserve' ? text : text.replace(/ +/g, ' ').trim();

/** Width of a run in em, from its font. */
export function runWidth(text: string, font: Exclude<Drawn, null>): number {
  const bytes = 'file' in font ? plexTrueType(font) : notoTrueType(font);
  const codes = Array.from(text, (character) => character.codePointAt(0)!);
  const { widths } = advanceWidths(bytes, codes);
  return codes.reduce((sum, code) => sum + (widths.get(code) ?? 620), 0) / 1000;
}

export interface GlyphNeeds {
  readonly slices: readonly NotoSlice[];
  /** Without a glyph in any font that we carry, each once, in order of code point. */
  readonly missing: readonly string[];
}

/** What a picture needs besides Plex to draw these texts. */
export function glyphNeeds(texts: Iterable<string>): GlyphNeeds {
  const [sans] = plexFaces;
  const mono = plexFaces.find((f) => f.family === 'IBM Plex Mono')!;
  const characters = new Set<string>();
  for (const text of texts) for (const character of text) if (character > '~') characters.add(character);
  const slices = new Map<string, NotoSlice>();
  const missing: string[] = [];
  for (const character of characters) {
    const fonts = [fontFor(character, sans), fontFor(character, mono)];
    if (fonts.includes(null)) missing.push(character);
    for (const font of fonts) if (font !== null && 'id' in font) slices.set(font.id, font);
  }
  return {
    slices: [...slices.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    missing: missing.sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!),
  };
}

function plexGlyph(face: PlexFace): (code: number) => number {
  const known = plexGlyphs.get(face.file) ?? glyphOf(plexTrueType(face));
  plexGlyphs.set(face.file, known);
  return known;
}
const plexGlyphs = new Map<string, (code: number) => number>();
