import { deepestName, longestName, type NameOddity } from '#shared/archive/member.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';

export interface JudgedName {
  readonly place: string | null;
  readonly oddities: readonly NameOddity[];
}

/** Oddities that leave the place standing: the name is strange, but it names one place only. */
const harmless: readonly NameOddity[] = ['not-utf8', 'invisible'];

/**
 * What a name says, and whether it is plainly a place below the archive's root.
 *
 * `name` is decoded text in which a byte that was no UTF-8 stands as U+DC80 … U+DCFF (shared/parsers/decode.ts).
 * `cut`: only its beginning is known.
 */
export function judgeName(name: string, cut: boolean): JudgedName {
  const oddities: NameOddity[] = [];
  const parts = name.split('/', deepestName * 8).filter((part) => part !== '' && part !== '.');
  if (cut || name.length > longestName) oddities.push('too-long');
  else if (parts.length === 0) oddities.push('empty');
  if (parts.length > deepestName) oddities.push('too-deep');
  if (parts.includes('..')) oddities.push('parent');
  if (/^[/\\]/.test(name)) oddities.push('absolute');
  if (/^(\.\/)*[A-Za-z]:/.test(name)) oddities.push('drive');
  if (name.includes('\0')) oddities.push('nul');
  if (/[\udc80-\udcff]/.test(name.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, ''))) oddities.push('not-utf8');
  if (isInvisible(name)) oddities.push('invisible');
  const stands = oddities.every((oddity) => harmless.includes(oddity));
  return { place: stands ? parts.join('/') : null, oddities };
}

/** Backslashes are doubled or not by the escape, and say nothing here. */
function isInvisible(name: string): boolean {
  if (/^[\x20-\x7e]*$/.test(name)) return false;
  const shown = name.replaceAll(/[\\\udc80-\udcff]/g, '');
  return escapeForDisplay(shown) !== shown;
}
