import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { woffToSfnt } from '#electron/node/figures/woff-to-sfnt.ts';

/** The cuts of IBM Plex that figures use (VISUAL: sans is what we say, mono is what came from the host). */
export const plexFaces = [
  { family: 'IBM Plex Sans', weight: 400, pack: '@ibm/plex-sans', file: 'IBMPlexSans-Regular' },
  { family: 'IBM Plex Sans', weight: 500, pack: '@ibm/plex-sans', file: 'IBMPlexSans-Medium' },
  { family: 'IBM Plex Sans', weight: 600, pack: '@ibm/plex-sans', file: 'IBMPlexSans-SemiBold' },
  { family: 'IBM Plex Mono', weight: 400, pack: '@ibm/plex-mono', file: 'IBMPlexMono-Regular' },
  { family: 'IBM Plex Mono', weight: 500, pack: '@ibm/plex-mono', file: 'IBMPlexMono-Medium' },
] as const;

export type PlexFace = (typeof plexFaces)[number];

const require = createRequire(import.meta.url);
const folderOf = (face: PlexFace): string =>
  path.join(path.dirname(require.resolve(`${face.pack}/package.json`)), 'fonts');

/** The whole cut as TrueType, for resvg. */
export const plexTrueType = (face: PlexFace): Uint8Array =>
  woffToSfnt(readFileSync(path.join(folderOf(face), 'complete', 'woff', `${face.file}.woff`)));

/** The Latin 1 part as woff2 (some 20 kB), to be carried inside an SVG. Other scripts fall back to the reader's fonts. */
export const plexLatinWoff2 = (face: PlexFace): Uint8Array =>
  readFileSync(path.join(folderOf(face), 'split', 'woff2', `${face.file}-Latin1.woff2`));
