import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder with our package.json: the clone, or where the package is installed. The same from sources and from dist/. */
export const packageRoot = findRoot(import.meta.dirname);

/** Version of package.json: `toolVersion` of custody and manifest, and `--version`. */
export const toolVersion: string = (
  JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }
).version;

function findRoot(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const above = path.dirname(from);
  if (above === from) throw new Error('package.json is missing: the installation is not whole');
  return findRoot(above);
}
