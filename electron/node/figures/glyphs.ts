import { glyphOf } from '#electron/node/figures/advance-widths.ts';
import { type NotoSlice, notoSliceFor } from '#electron/node/figures/noto.ts';
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
