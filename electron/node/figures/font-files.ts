import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plexFaces, plexTrueType } from '#electron/node/figures/plex.ts';

/**
 * Font files for resvg, which takes paths only: Plex unpacked to TrueType in a private folder that goes
 * with the process, then a CJK font where this machine has one, so that Chinese names are not empty boxes.
 */
export function fontFiles(): readonly string[] {
  made ??= [...unpackPlex(), ...cjkFonts.filter((file) => existsSync(file)).slice(0, 1)];
  return made;
}

let made: readonly string[] | null = null;

function unpackPlex(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'undermount-fonts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return plexFaces.map((face) => {
    const file = path.join(folder, `${face.file}.ttf`);
    writeFileSync(file, plexTrueType(face));
    return file;
  });
}

/** Where distributions and systems keep a sans CJK font; the first that exists is used. */
const cjkFonts: readonly string[] = [
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/System/Library/Fonts/PingFang.ttc',
  '/System/Library/Fonts/Hiragino Sans GB.ttc',
  'C:\\Windows\\Fonts\\msyh.ttc',
];
