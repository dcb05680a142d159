import type { Evidence } from '#shared/model/build/evidence.ts';
import type { NetnsFile } from '#shared/model/container.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { Mount } from '#shared/model/mount.ts';
import { parsePaths } from '#shared/parsers/paths.ts';

/** `/var/run` is `/run` on every host that has both, and mount tables print the latter. */
const canonical = (path: string) => path.replace(/^\/var\/run\//, '/run/');

export function buildNetnsFiles(evidence: Evidence, host: readonly Mount[]): readonly NetnsFile[] {
  const pins = new Map(
    host.flatMap((m) => {
      const inode = m.shape.fsType === 'nsfs' ? /^net:\[(\d+)\]$/.exec(m.shape.root)?.[1] : undefined;
      return inode === undefined ? [] : [[m.shape.mountPoint, Number(inode)] as const];
    }),
  );
  const files = firstBy(evidence.rows('netns-files', parsePaths), (row) => canonical(row.path));
  return [...files].map(([path, row]) => ({
    path: row.path,
    inode: pins.get(path) ?? null,
    source: { evidence: 'netns-files', line: row.line },
  }));
}
