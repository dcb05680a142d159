import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plexFaces, plexTrueType } from '#electron/node/figures/plex.ts';

/**
 * Font files for resvg, which takes paths only: Plex unpacked to TrueType, and a CJK font where this machine
 * has one, so that Chinese names are not empty boxes. The files are in a private folder that is gone when `use` returns.
 */
export function withFontFiles<T>(use: (files: string[]) => T): T {
  unpacked ??= plexFaces.map((face) => ({ name: `${face.file}.ttf`, bytes: plexTrueType(face) }));
  const folder = mkdtempSync(path.join(tmpdir(), 'undermount-fonts-'));
  try {
    const files = unpacked.map(({ name, bytes }) => {
      const file = path.join(folder, name);
      writeFileSync(file, bytes);
      return file;
    });
    return use([...files, ...(cjkFont === null ? [] : [cjkFont])]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let unpacked: readonly { readonly name: string; readonly bytes: Uint8Array }[] | null = null;

/** The first sans CJK font found where distributions and systems keep one; null when there is none. */
export const cjkFont: string | null =
  [
    '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
    '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
    '/System/Library/Fonts/PingFang.ttc',
    '/System/Library/Fonts/Hiragino Sans GB.ttc',
    'C:\\Windows\\Fonts\\msyh.ttc',
  ].find((file) => existsSync(file)) ?? null;
