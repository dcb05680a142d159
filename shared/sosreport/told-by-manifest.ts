import type { Manifest } from '#shared/sosreport/manifest.ts';
import { wantedAt } from '#shared/sosreport/wanted.ts';

/** Of a hostile manifest: no version of sos runs as many commands that we know. */
const toldLimit = 200;

/**
 * Of `unknown`, outputs that lie where no version known to us puts them, but which the manifest says are of a command that we know: the
 * place in the archive, and the place that the collectors' globs know the same output by.
 *
 * `unknown` has only files directly in its plugin's folder: below it plugins keep outputs of one name for several kinds of object
 * (`docker inspect` of a container, of an image), which the command line does not tell apart.
 */
export function toldByManifest(
  manifest: Manifest,
  unknown: ReadonlySet<string>,
  isKept: (place: string) => boolean,
): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  const taken = new Set<string>();
  for (const [place, { plugin, exec }] of manifest.commands) {
    const folder = `sos_commands/${plugin}/`;
    if (!unknown.has(place) || !place.startsWith(folder)) continue;
    const known = folder + nameOfOutput(exec);
    if (wantedAt(known) === null || isKept(known) || taken.has(known) || told.size >= toldLimit) continue;
    told.set(place, known);
    taken.add(known);
  }
  return told;
}

/** How sos names the output of a command. Source: `_mangle_command` in sos/report/plugins/__init__.py, the same since 3.0. */
const nameOfOutput = (exec: string): string =>
  exec
    .replace(/^\/(?:usr\/)?s?bin\//, '')
    .replace(/[^\w\-./]+/g, '_')
    .replaceAll('/', '.')
    .replace(/^[ ._-]+|[ ._-]+$/g, '')
    .slice(0, 255);
