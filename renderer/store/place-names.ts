import { host } from '#renderer/platform/bridge.ts';
import { type Place, renamePlaces, type Where } from '#renderer/store/place.ts';

/**
 * Places of the window on the other side of the switch: a finding's id, a needle, a focus, a filter hold names. What cannot be found
 * again leads to the view's own start.
 */

type Rename = (text: string) => string | null;

/** What stood in a place before its names were taken out. */
const meant = new WeakMap<Where, Where>();
/** Of texts of places: what they are with pseudonyms, and back. */
const names = new Map<string, string>();

/** Takes every name out of every place, to be put back by `placesToPseudonyms` or `recallPlaces`. */
export function forgetPlaces(): void {
  renamePlaces((where) => {
    const plain = renamed(where, () => null);
    meant.set(plain, meant.get(where) ?? where);
    return plain;
  });
}

/** The same when they held pseudonyms that are given no more: nothing can be put back. */
export function dropPlaces(): void {
  renamePlaces((where) => renamed(where, () => null));
  names.clear();
}

/** The places of one source, as they are under pseudonyms. */
export async function placesToPseudonyms(sourceId: string): Promise<void> {
  const texts = textsOf((where) => (where.sourceId === sourceId ? meant.get(where) : undefined));
  const found = await translated(sourceId, 'pseudonyms', texts);
  for (const [text, pseudonym] of found) names.set(pseudonym, text);
  renamePlaces((where) => {
    const before = where.sourceId === sourceId ? meant.get(where) : undefined;
    return before ? renamed(before, (text) => found.get(text) ?? null) : where;
  });
}

/** Looks up what places say by pseudonyms now; `recallPlaces` puts it in their place. */
export async function placesBack(sources: Iterable<string>): Promise<void> {
  for (const sourceId of sources) {
    const texts = textsOf((where) => (where.sourceId === sourceId ? where : undefined));
    const unknown = texts.filter((text) => !names.has(text));
    for (const [text, name] of await translated(sourceId, 'names', unknown)) names.set(text, name);
  }
}

export function recallPlaces(): void {
  renamePlaces((where) => meant.get(where) ?? renamed(where, (text) => names.get(text) ?? null));
  names.clear();
}

async function translated(
  sourceId: string,
  to: 'pseudonyms' | 'names',
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (texts.length === 0) return new Map();
  const asked = texts.slice(0, 5000);
  const reply = await host()
    .request('redaction.translate', { sourceId, to, texts: asked })
    .catch(() => null);
  if (!reply?.ok) return new Map();
  const pairs = asked.map((text, i) => [text, reply.value[i] ?? null] as const);
  return new Map(pairs.filter((pair): pair is readonly [string, string] => pair[1] !== null));
}

function textsOf(which: (where: Where) => Where | undefined): readonly string[] {
  const texts = new Set<string>();
  renamePlaces((where) => {
    const one = which(where);
    const note = (text: string) => {
      texts.add(text);
      return text;
    };
    if (one) renamed(one, note);
    return where;
  });
  return [...texts].filter((text) => text.length <= 4096);
}

function renamed(where: Where, name: Rename): Where {
  const { selection } = where;
  const id = selection && name(selection.id);
  return {
    ...where,
    place: renamedPlace(where.place, name),
    selection: selection && id !== null ? { ...selection, id, name: name(selection.name) ?? id } : null,
  };
}

function renamedPlace(place: Place, name: Rename): Place {
  const orNull = (text: string | null) => (text === null ? null : name(text));
  const orEmpty = (text: string) => (text === '' ? '' : (name(text) ?? ''));
  const each = (texts: readonly string[]) => texts.flatMap((text) => name(text) ?? []);
  switch (place.view) {
    case 'connect':
      return place.form?.target ? { ...place, form: { ...place.form, target: orEmpty(place.form.target) } } : place;
    case 'findings':
      return { ...place, finding: orNull(place.finding) };
    case 'who':
    case 'chain':
      return { ...place, needle: orEmpty(place.needle) };
    case 'graph':
    case 'device-map':
    case 'layers':
      return { ...place, focus: orNull(place.focus), expanded: each(place.expanded) };
    case 'block-map':
      return { ...place, pool: orNull(place.pool), device: orNull(place.device) };
    case 'evidence': {
      const record = orNull(place.record);
      return { ...place, record, line: record === null ? 0 : place.line, filter: orEmpty(place.filter) };
    }
    case 'compare':
      return { ...place, filter: orEmpty(place.filter) };
    case 'recheck':
    case 'progress':
    case 'completeness':
      return place;
    case 'mounts':
    case 'processes':
    case 'namespaces':
    case 'pools':
    case 'thin-devices':
    case 'images':
    case 'snapshots':
    case 'overlays':
    case 'differences':
      return { ...place, filter: orEmpty(place.filter) };
  }
}
