import { describe, expect, it } from 'vitest';
import { advanceWidths } from '#electron/node/figures/advance-widths.ts';
import { plexFaces, plexTrueType } from '#electron/node/figures/plex.ts';
import { measuredCodePoints } from '#electron/node/figures/write-metrics.ts';
import { plexWidths } from '#shared/figures/metrics.ts';
import { type Face, fitText, textWidth } from '#shared/figures/text.ts';

describe('the table of advance widths', () => {
  it.each(plexFaces.filter((f) => f.family === 'IBM Plex Sans'))('is that of the font: $file', (face) => {
    const { widths } = advanceWidths(plexTrueType(face), measuredCodePoints);
    const table = Object.entries(plexWidths[`sans${face.weight}`]).flatMap(([width, text]) =>
      Array.from(text, (c) => [c.codePointAt(0)!, Number(width)] as const),
    );
    expect(new Map(table)).toEqual(new Map(widths));
  });

  it.each(plexFaces.filter((f) => f.family === 'IBM Plex Mono'))('every letter of $file is 0.6 em', (face) => {
    const { widths } = advanceWidths(plexTrueType(face), measuredCodePoints);
    expect(new Set(widths.values())).toEqual(new Set([600]));
  });
});

describe('text that must fit', () => {
  it.each<[string, Face]>([
    ['container assist: tail 5677, sleep 5843', 'sans500'],
    ['/var/lib/docker/devicemapper/mnt/d6e85f0d6d6d', 'mono'],
    ['数据卷 /mnt/数据', 'sans400'],
  ])('%s never leaves its room', (text, face) => {
    for (let room = 8; room < 400; room += 7) {
      const shown = fitText(text, face, 12, room);
      if (shown !== '…') expect(textWidth(shown, face, 12)).toBeLessThanOrEqual(room);
    }
  });

  it('keeps what fits, cuts names at the end and paths at the start', () => {
    expect(fitText('short', 'mono', 10, 100)).toBe('short');
    expect(fitText('abcdefghij', 'mono', 10, 36)).toBe('abcde…');
    expect(fitText('/very/long/path/end', 'mono', 10, 36, 'start')).toBe('…h/end');
  });

  it('does not cut a character in two', () => {
    expect(fitText('😀😀😀', 'sans400', 10, 25)).toBe('😀…');
  });
});
