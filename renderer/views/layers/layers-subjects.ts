import type { LayersObject } from '#shared/derive/layers-objects.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** What selecting an object selects everywhere else; an object that no other view knows is still a thing one can stand on. */
export const layersSubjects = (objects: readonly LayersObject[]): ReadonlyMap<string, Subject> =>
  new Map(objects.map((o) => [o.key, o.subject ?? { kind: 'path', id: o.key, name: o.title }]));

/** The object that stands for the selection: the first one of what is selected. */
export function selectedInLayers(objects: readonly LayersObject[], selection: Subject): string | null {
  const subjects = layersSubjects(objects);
  const found = objects.find(({ key }) => {
    const subject = subjects.get(key);
    return subject?.kind === selection.kind && subject.id === selection.id;
  });
  return found?.key ?? null;
}
