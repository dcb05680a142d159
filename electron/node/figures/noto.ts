import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { glyphOf } from '#electron/node/figures/advance-widths.ts';
import { woffToSfnt } from '#electron/node/figures/woff-to-sfnt.ts';

/**
 * One of the hundred-odd files that Noto Sans SC is cut into (its package has no whole font): ideographs, kana, and
 * symbols that Plex lacks. Taken from the package and not from the machine, so that a picture is the same bytes everywhere.
 */
export interface NotoSlice {
  readonly id: string;
  /** As CSS: `U+4e00-4e03,U+4e07`. */
  readonly unicodeRange: string;
}

export const notoFamily = 'Noto Sans SC';

const folder = path.dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'));

const slices: readonly NotoSlice[] = Object.entries(
  JSON.parse(readFileSync(path.join(folder, 'unicode.json'), 'utf8')) as Record<string, string>,
).map(([key, unicodeRange]) => ({ id: key.replace(/[[\]]/g, ''), unicodeRange }));

const fileOf = ({ id }: NotoSlice, kind: 'woff' | 'woff2'): string =>
  path.join(folder, 'files', `noto-sans-sc-${id}-400-normal.${kind}`);

/** The slice as TrueType, for resvg and for PDF. */
export function notoTrueType(slice: NotoSlice): Uint8Array {
  const known = unpacked.get(slice.id) ?? woffToSfnt(readFileSync(fileOf(slice, 'woff')));
  unpacked.set(slice.id, known);
  return known;
}
const unpacked = new Map<string, Uint8Array>();

/** The slice as woff2 (some 35 kB), to be carried inside an SVG. */
export const notoWoff2 = (slice: NotoSlice): Uint8Array => readFileSync(fileOf(slice, 'woff2'));

/** The slice that has a glyph for the code point; null when none has. */
export function notoSliceFor(code: number): NotoSlice | null {
  const known = byCode.get(code);
  if (known !== undefined) return known;
  const found = slices.find((s) => covers(s, code) && glyphOf(notoTrueType(s))(code) !== 0) ?? null;
  byCode.set(code, found);
  return found;
}
const byCode = new Map<number, NotoSlice | null>();

const covers = ({ unicodeRange }: NotoSlice, code: number): boolean =>
  unicodeRange.split(',').some((range) => {
    const [from = '', to = from] = range.slice(2).split('-');
    return code >= Number.parseInt(from, 16) && code <= Number.parseInt(to, 16);
  });
