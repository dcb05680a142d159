/**
 * Writes shared/figures/metrics.ts from the fonts: `npx node electron/node/figures/write-metrics.ts`.
 * Run it after an update of the Plex packages; a test compares the table with the fonts.
 */
import { writeFileSync } from 'node:fs';
import { advanceWidths } from '#electron/node/figures/advance-widths.ts';
import { plexFaces, plexTrueType } from '#electron/node/figures/plex.ts';

/** ASCII, Latin 1, and the marks that our own words use. */
export const measuredCodePoints: readonly number[] = [
  ...Array.from({ length: 95 }, (_, i) => 0x20 + i),
  ...Array.from({ length: 95 }, (_, i) => 0xa1 + i).filter((code) => code !== 0xad),
  ...Array.from('–—‘’“”…•·×▸→←↑↓≥≤≠', (c) => c.codePointAt(0)!),
].filter((code, i, all) => all.indexOf(code) === i);

export function metricsSource(): string {
  const lines = plexFaces
    .filter((face) => face.family === 'IBM Plex Sans')
    .map((face) => {
      const { widths } = advanceWidths(plexTrueType(face), measuredCodePoints);
      const pairs = [...widths].map(([code, width]) => [String.fromCodePoint(code), width] as const);
      const byWidth = new Map<number, string>();
      for (const [character, width] of pairs) byWidth.set(width, (byWidth.get(width) ?? '') + character);
      const rows = [...byWidth].sort((a, b) => a[0] - b[0]).map(([width, text]) => `    ${width}: ${quote(text)},`);
      return `  sans${face.weight}: {\n${rows.join('\n')}\n  },`;
    });
  return `/**
 * Advance widths of IBM Plex Sans in 1/1000 em (Mono has 600 throughout): width -> the characters that have it.
 *
 * Written by electron/node/figures/write-metrics.ts from the fonts; do not edit. With it a text measures the same in
 * the window, in an export and in a test, without a DOM.
 */
export const plexWidths = {
${lines.join('\n')}
} as const satisfies Record<string, Record<number, string>>;
`;
}

const quote = (text: string): string =>
  text.includes("'") && !text.includes('"')
    ? `"${text.replaceAll('\\', '\\\\')}"`
    : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

if (process.argv[1] === import.meta.filename) writeFileSync('shared/figures/metrics.ts', metricsSource());
