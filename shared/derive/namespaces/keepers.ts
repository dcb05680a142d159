import type { FigureEdge, MountRowInBox, NamespaceBox } from '#shared/derive/namespace-figure.ts';
import { boxKey, mountRow } from '#shared/derive/namespaces/boxes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { MountNamespace, NamespaceHold } from '#shared/model/mount.ts';

interface Keeper {
  /** Namespace in which the keeper itself stands. */
  readonly inside: number;
  readonly keeps: number;
  /** A pin is a mount row, the others are processes. */
  readonly pin: MountRowInBox | null;
  readonly process: NamespaceBox['keepers'][number] | null;
}

/** What keeps these namespaces alive from elsewhere: threads, descriptors and pins. Residents need no line. */
function keepersOf(index: ModelIndex, namespaces: readonly MountNamespace[]): readonly Keeper[] {
  return namespaces.flatMap((n) => {
    if (n.heldBy.some((h) => h.by === 'process')) return [];
    return n.heldBy.flatMap((hold) => keeper(index, n, hold) ?? []);
  });
}

function keeper(index: ModelIndex, kept: MountNamespace, hold: NamespaceHold): Keeper | null {
  const keeps = boxKey(kept.inode);
  if (hold.by === 'nsfs') {
    const mount = index.mountsByNamespace.get(hold.inNamespace)?.find((m) => m.mountId === hold.mountId);
    if (!mount) return null;
    const pin = mountRow(mount, 'pin', { aside: say(msg('mount.pins', { inode: kept.inode })) });
    return { inside: hold.inNamespace, keeps: kept.inode, pin, process: null };
  }
  if (hold.by === 'process') return null;
  const process = index.processes.get(hold.pid);
  const inside = process?.mountNamespace;
  if (typeof inside !== 'number') return null;
  const says =
    hold.by === 'thread'
      ? say(msg('keeper.thread', { tid: hold.tid }))
      : say(msg('keeper.descriptor', { fd: hold.fd }));
  const what = hold.by === 'thread' ? `thread:${hold.tid}` : `fd:${hold.fd}`;
  return {
    inside,
    keeps: kept.inode,
    pin: null,
    process: {
      key: `keeper:${hold.pid}:${what}:${kept.inode}`,
      mark: 'process',
      title: `pid ${hold.pid} ${process?.comm ?? ''}`.trimEnd(),
      says,
      keeps,
    },
  };
}

/**
 * The boxes with what keeps other boxes alive put into them, and the lines between. A keeper whose own
 * namespace is not drawn in full has no line; the kept box's title still names it.
 */
export function withKeepers(
  index: ModelIndex,
  boxes: readonly NamespaceBox[],
): { readonly boxes: readonly NamespaceBox[]; readonly edges: readonly FigureEdge[] } {
  const drawn = new Map(boxes.map((b) => [b.inode, b]));
  const namespaces = boxes.flatMap((b) => index.namespaces.get(b.inode) ?? []);
  const keepers = keepersOf(index, namespaces).filter((k) => drawn.has(k.inside));
  const edges: FigureEdge[] = [];
  for (const k of keepers) {
    const from = k.pin ? k.pin.key : k.process!.key;
    edges.push({
      key: `keeps:${from}:${k.keeps}`,
      kind: 'keeps',
      from,
      to: boxKey(k.keeps),
      label: say(msg('edge.keeps')),
    });
  }
  return {
    boxes: boxes.map((box) =>
      fill(
        box,
        keepers.filter((k) => k.inside === box.inode),
      ),
    ),
    edges,
  };
}

function fill(box: NamespaceBox, keepers: readonly Keeper[]): NamespaceBox {
  const have = new Set(box.rows.map((r) => r.key));
  const pins = keepers.flatMap((k) => (k.pin && !have.has(k.pin.key) ? [k.pin] : []));
  return {
    ...box,
    rows: [...box.rows, ...pins],
    moreMounts: Math.max(0, box.moreMounts - pins.length),
    keepers: keepers.flatMap((k) => k.process ?? []),
  };
}
