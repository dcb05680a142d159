import type { FigureEdge, NamespaceBox, NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { residentsOf, strongestHold } from '#shared/derive/namespace-label.ts';
import { mountKey, mountRow, namespaceBox, rootMount } from '#shared/derive/namespaces/boxes.ts';
import { drawnOfAll } from '#shared/derive/namespaces/drawn-of-all.ts';
import { otherGroups, reachedLines } from '#shared/derive/namespaces/groups.ts';
import { originAside } from '#shared/derive/namespaces/headings.ts';
import { withKeepers } from '#shared/derive/namespaces/keepers.ts';
import { groupsReachedFrom, placeBelow, receives } from '#shared/derive/namespaces/propagation.ts';
import { propagationText } from '#shared/derive/propagation-text.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { hostNamespaceOf } from '#shared/model/host-namespace.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';

const mostBoxes = 12;

/**
 * Nobody asked about a mount: the host's own namespace, those that follow it, and in full those that
 * explain surprises (engines apart from the host, namespaces in which nobody lives). The rest is counted.
 */
export function overviewFigure(
  model: HostModel,
  index: ModelIndex,
  expanded: ReadonlySet<string>,
  asked: ReadonlySet<number> = new Set(),
): NamespaceFigure {
  const host = hostNamespaceOf(model.processes, model.capture.ownNamespace);
  const hostTable = host === null ? [] : (index.mountsByNamespace.get(host) ?? []);
  const root = rootMount(hostTable);
  const groups = root ? groupsReachedFrom(model, root) : new Set<number>();
  const place = root ? placeBelow(root, '/') : null;
  const originNamespace = host === null ? undefined : index.namespaces.get(host);
  const origin = originNamespace
    ? namespaceBox(index, originNamespace, root ? [mountRow(root, 'context')] : [], { aside: 'processes' })
    : null;
  const rest = model.namespaces.filter((n) => n.inode !== origin?.inode);
  const through = new Map(
    rest.map((n) => [
      n.inode,
      place ? index.mountsByNamespace.get(n.inode)?.find((m) => receives(m, groups, place) !== null) : undefined,
    ]),
  );
  const notable = rest
    .filter((n) => asked.has(n.inode) || isNotable(index, n, through.get(n.inode) !== undefined))
    .sort((a, b) => Number(asked.has(b.inode)) - Number(asked.has(a.inode)) || byHold(a, b));
  const shown = new Set((expanded.has('holding:notable') ? notable : notable.slice(0, mostBoxes)).map((n) => n.inode));
  const hidden = notable.filter((n) => !shown.has(n.inode));
  const boxes = notable.filter((n) => shown.has(n.inode)).map((n) => notableBox(index, n));
  const filled = withKeepers(index, [...(origin ? [origin] : []), ...boxes]);
  const [originFilled, holding] = origin ? [filled.boxes[0]!, filled.boxes.slice(1)] : [null, filled.boxes];
  const notableInodes = new Set(notable.map((n) => n.inode));
  const reached = rest.flatMap((namespace) => {
    const mount = through.get(namespace.inode);
    return mount && !notableInodes.has(namespace.inode) ? [{ namespace, through: mount }] : [];
  });
  const reachedInodes = new Set(reached.map((r) => r.namespace.inode));
  const lines = reachedLines(index, reached, expanded);
  const others = otherGroups(
    index,
    rest.filter((n) => !notableInodes.has(n.inode) && !reachedInodes.has(n.inode)),
    root,
    expanded,
    'private-hosts',
  );
  const holdingGroups =
    hidden.length === 0
      ? []
      : [
          {
            key: 'holding:notable',
            count: hidden.length,
            title: say(msg('overview.more')),
            inodes: hidden.map((n) => n.inode),
          },
        ];
  const plain = { aside: '', inferred: false };
  return {
    focus: null,
    headings: {
      origin: { ...originAside(origin?.inode ?? null, ''), title: say(msg('overview.host')) },
      reached: {
        title: say(msg('overview.follow')),
        aside: root ? say(msg('overview.follow-aside', { n: reached.length })) : '',
        inferred: false,
      },
      holding: { ...plain, title: say(msg('overview.apart')) },
      kept: { ...plain, title: '' },
      others: { title: say(msg('overview.others')), aside: say(msg('overview.others-aside')), inferred: false },
    },
    below: null,
    origin: originFilled,
    reached: lines,
    holding,
    holdingGroups,
    otherHolders: [],
    others,
    kept: [],
    edges: [
      ...(root
        ? lines.map(
            (line): FigureEdge => ({
              key: `reached:${line.key}`,
              kind: line.door.master === null ? 'peer' : 'slave',
              from: mountKey(root),
              to: line.key,
              label: '',
            }),
          )
        : []),
      ...(root ? holding.flatMap((box) => rootEdge(root, box, index, groups)) : []),
      ...filled.edges,
    ],
    ...drawnOfAll(model, {
      inFull: holding.length + (originFilled ? 1 : 0),
      asLines: reached.length,
      groups: [...others, ...holdingGroups],
    }),
  };
}

/** Nobody lives in it, or an engine does and the host's mounts do not arrive. */
function isNotable(index: ModelIndex, namespace: MountNamespace, follows: boolean): boolean {
  if (strongestHold(namespace)?.by !== 'process') return true;
  return !follows && residentsOf(index, namespace.inode).some((p) => index.engines.has(p.pid));
}

const ways = ['process', 'thread', 'nsfs', 'fd'];
const byHold = (a: MountNamespace, b: MountNamespace): number =>
  ways.indexOf(strongestHold(a)?.by ?? 'fd') - ways.indexOf(strongestHold(b)?.by ?? 'fd') || a.inode - b.inode;

function notableBox(index: ModelIndex, namespace: MountNamespace): NamespaceBox {
  const root = rootMount(index.mountsByNamespace.get(namespace.inode) ?? []);
  return namespaceBox(index, namespace, root ? [mountRow(root, 'context')] : [], { aside: 'mounts' });
}

function rootEdge(
  from: Mount,
  box: NamespaceBox,
  index: ModelIndex,
  groups: ReadonlySet<number>,
): readonly FigureEdge[] {
  const row = box.rows[0];
  const mount = row && index.mountsByNamespace.get(box.inode)?.find((m) => m.mountId === row.mountId);
  if (!row || !mount) return [];
  return [
    {
      key: `arrival:${row.key}`,
      kind: receives(mount, groups, placeBelow(from, '/')) ?? 'stopped',
      from: mountKey(from),
      to: row.key,
      label: propagationText(mount.shape.propagation),
    },
  ];
}
