import { lstat, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

export interface RendererFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/**
 * A file of the built window, by the path of a URL; null for everything that is not a plain file there.
 *
 * Segments are checked before the path is joined (`..`, empty, `%2f`, NUL, backslash are refused), and
 * the real path must be the asked one, so a symlink anywhere on the way is refused too.
 */
export async function rendererFile(dir: string, urlPath: string): Promise<RendererFile | null> {
  const segments = segmentsOf(urlPath === '/' ? '/index.html' : urlPath);
  const type = types[path.extname(segments?.at(-1) ?? '')];
  if (!segments || !type) return null;
  try {
    const base = await realpath(dir);
    const file = path.join(base, ...segments);
    if (!(await lstat(file)).isFile() || (await realpath(file)) !== file) return null;
    return { bytes: await readFile(file), contentType: type };
  } catch {
    return null;
  }
}

function segmentsOf(urlPath: string): string[] | null {
  if (!urlPath.startsWith('/')) return null;
  try {
    const segments = urlPath.slice(1).split('/').map(decodeURIComponent);
    return segments.every((segment) => /^[\w@-][\w@.-]*$/.test(segment) && !segment.includes('..')) ? segments : null;
  } catch {
    return null;
  }
}
