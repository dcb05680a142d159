import { openSubject } from '#renderer/components/open-subject.ts';
import { go, select } from '#renderer/store/place.ts';
import { figureObjects } from '#shared/derive/figure-objects.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** What selecting an object of the picture selects everywhere else, by the object's key. */
export function subjectsOf(figure: NamespaceFigure): ReadonlyMap<string, Subject> {
  const subjects = new Map<string, Subject>();
  for (const row of figureObjects(figure)) {
    const inode = row.inodes.length === 1 ? row.inodes[0] : undefined;
    if (inode !== undefined) subjects.set(row.key, namespaceSubject(inode));
  }
  for (const box of [...(figure.origin ? [figure.origin] : []), ...figure.holding]) {
    subjects.set(box.key, namespaceSubject(box.inode));
    for (const row of box.rows) {
      if (row.mountId === null) continue;
      subjects.set(row.key, { kind: 'mount', id: `${box.inode}/${row.mountId}`, name: row.full });
    }
  }
  for (const thing of figure.kept) {
    const device = /^\d+:\d+$/.test(thing.title);
    if (device) subjects.set(thing.key, { kind: 'dm-device', id: thing.title, name: thing.title });
    if (thing.shape === 'container') {
      subjects.set(thing.key, { kind: 'container', id: thing.lines[0] ?? thing.title, name: thing.title });
    }
  }
  return subjects;
}

const namespaceSubject = (inode: number): Subject => ({
  kind: 'namespace',
  id: String(inode),
  name: say(msg('namespace.name', { number: inode })),
});

/** The object that stands for the selection in this picture; null when it is not in it. */
export function selectedObject(subjects: ReadonlyMap<string, Subject>, selection: Subject): string | null {
  for (const [key, subject] of subjects) {
    if (subject.kind === selection.kind && subject.id === selection.id) return key;
  }
  return null;
}

/** A namespace opens as its mounts; everything else where most is said about it. */
export function openObject(subject: Subject): void {
  if (subject.kind !== 'namespace') {
    openSubject(subject);
    return;
  }
  select(subject);
  go({ view: 'mounts', filter: `namespace:=${subject.id}`, sort: null });
}

/** Objects on the chain through the selection, along edges in both directions; without a selection, the fault path. */
export function followedKeys(figure: NamespaceFigure, selected: string | null): ReadonlySet<string> {
  const start = selected === null ? figure.edges.filter((e) => e.kind === 'fault').map((e) => e.from) : [selected];
  const inside = new Map(figureObjects(figure).flatMap((o) => (o.inside === null ? [] : [[o.key, o.inside] as const])));
  const reached = new Set<string>();
  const queue = [...start];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (reached.has(key)) continue;
    reached.add(key);
    const box = inside.get(key);
    if (box !== undefined) reached.add(box);
    const rows = [...inside].filter(([, container]) => container === key).map(([row]) => row);
    for (const edge of figure.edges) {
      if (edge.from === key || rows.includes(edge.from)) queue.push(edge.to);
      if (edge.to === key) queue.push(edge.from);
    }
    for (const row of rows) reached.add(row);
  }
  return reached;
}
