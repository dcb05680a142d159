import { isAbsent } from '#shared/base/absent.ts';
import type { MountRowInBox, NamespaceBox } from '#shared/derive/namespace-figure.ts';
import { namespaceTitle, processCount, strongestHold } from '#shared/derive/namespace-label.ts';
import { doorOf } from '#shared/derive/namespaces/propagation.ts';
import { mountCount } from '#shared/derive/rows/namespace-rows.ts';
import { shortPath } from '#shared/derive/short-path.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';

export const boxKey = (inode: number): string => `ns:${inode}`;
export const mountKey = (mount: Mount): string => `${mount.namespace}/${mount.mountId}`;

/** A namespace drawn in full, with the rows that matter; every other mount of it is counted. */
export function namespaceBox(
  index: ModelIndex,
  namespace: MountNamespace,
  rows: readonly MountRowInBox[],
  { aside }: { readonly aside: 'processes' | 'mounts' },
): NamespaceBox {
  const hold = strongestHold(namespace);
  const total = mountCount(index, namespace.inode);
  const drawn = rows.filter((row) => row.mountId !== null).length;
  const table = index.tables.get(namespace.inode);
  return {
    key: boxKey(namespace.inode),
    inode: namespace.inode,
    mark: hold?.by ?? 'process',
    inhabited: hold?.by === 'process' || hold?.by === 'thread',
    title: namespaceTitle(index, namespace, 2, aside === 'mounts'),
    aside:
      aside === 'processes' && hold?.by === 'process'
        ? say(msg('count.processes', { n: processCount(index, namespace) }))
        : isAbsent(total)
          ? say(msg('namespace.not-read'))
          : say(msg('count.mounts', { n: total })),
    rows,
    moreMounts: isAbsent(total) ? 0 : Math.max(0, total - drawn),
    totalMounts: total,
    keepers: [],
    source: table ? { evidence: table.evidence, line: 0 } : (hold?.source ?? null),
  };
}

export const mountRow = (
  mount: Mount,
  role: MountRowInBox['role'],
  { depth = 0, aside = `${mount.shape.fsType} ${mount.shape.device}` }: { depth?: number; aside?: string } = {},
): MountRowInBox => ({
  key: mountKey(mount),
  mountId: mount.mountId,
  label: shortPath(mount.shape.mountPoint),
  full: mount.shape.mountPoint,
  aside,
  door: doorOf(mount),
  role,
  depth,
});

/** The mount that is not there any more: an absence that matters is drawn. */
export const goneRow = (namespace: number, path: string): MountRowInBox => ({
  key: `gone:${namespace}:${path}`,
  mountId: null,
  label: shortPath(path),
  full: path,
  aside: say(msg('mount.gone')),
  door: { shared: null, master: null, unbindable: false, unknown: false },
  role: 'gone',
  depth: 0,
});

/** The one that shows a namespace's root: the mount on `/`, the top one of a stack. */
export const rootMount = (table: readonly Mount[]): Mount | null =>
  table.findLast((m) => m.shape.mountPoint === '/') ?? null;
