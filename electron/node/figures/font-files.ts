import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type NotoSlice, notoTrueType } from '#electron/node/figures/noto.ts';
import { plexFaces, plexTrueType } from '#electron/node/figures/plex.ts';

/**
 * Font files for resvg, which takes paths only: Plex unpacked to TrueType, and the slices of Noto Sans SC that the
 * picture needs. The files are in a private folder that is gone when `use` returns.
 */
export function withFontFiles<T>(slices: readonly NotoSlice[], use: (files: string[]) => T): T {
  unpacked ??= plexFaces.map((face) => ({ name: `${face.file}.ttf`, bytes: plexTrueType(face) }));
  const fonts = [...unpacked, ...slices.map((slice) => ({ name: `noto-${slice.id}.ttf`, bytes: notoTrueType(slice) }))];
  const folder = mkdtempSync(path.join(tmpdir(), 'undermount-fonts-'));
  try {
    return use(
      fonts.map(({ name, bytes }) => {
        const file = path.join(folder, name);
        writeFileSync(file, bytes);
        return file;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let unpacked: readonly { readonly name: string; readonly bytes: Uint8Array }[] | null = null;
