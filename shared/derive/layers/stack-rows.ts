import { isAbsent, present } from '#shared/base/absent.ts';
import { type ImageGroups, imageGroups, type UnpackedCopy } from '#shared/derive/layers/image-groups.ts';
import { type PlateFacts, plateOf } from '#shared/derive/layers/plates.ts';
import type { LayersAsk } from '#shared/derive/layers/resolve-layers.ts';
import { blobState, engineWord } from '#shared/derive/layers/stored-side.ts';
import { engineName, shortDigest } from '#shared/derive/layers/words.ts';
import type { LayerCopy, LayerRow, PartState, Plate } from '#shared/derive/layers-figure.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ImageLayerRef, StoredImage, StoredLayer } from '#shared/model/layers.ts';

/** Below this many layers each is drawn, and a run that is shorter than this is never a group. */
const mostSingle = 8;
const leastGroup = 3;

export interface StackRows {
  readonly layers: readonly LayerRow[];
  readonly copies: readonly LayerCopy[];
}

/** What a layer has to do with the path that was asked for, by its key. */
export type Marks = ReadonlyMap<string, NonNullable<Plate['serves']>>;

/**
 * The layers of the image beside their plates in every copy, uppermost first. A long run of layers that are equal in every
 * copy, and that nobody asked about, is one row.
 */
export function stackRows(model: HostModel, ask: LayersAsk, marks: Marks, expanded: ReadonlySet<string>): StackRows {
  const groups = imageGroups(model);
  const refs = refsOf(ask);
  const height = Math.max(refs.length, ...ask.copies.map((c) => c.layers.length), 0);
  const facts = ask.copies.map((c) => Array.from({ length: height }, (_, i) => plateOf(groups, c.layers[i] ?? null)));
  const keyAt = (n: number): readonly (string | undefined)[] => ask.copies.map((c) => c.layers[n]?.key);
  const isOwn = (n: number): boolean =>
    keyAt(n).some((key) => key !== undefined && (key === ask.layer || marks.has(key))) ||
    facts.some((f) => f[n]!.trouble !== 'none');
  const likeness = (n: number): string => facts.map((f) => f[n]!.state).join();

  const runs: { from: number; to: number }[] = [];
  for (let n = 0; n < height; n++) {
    const last = runs.at(-1);
    const joins = height > mostSingle && last && !isOwn(n) && !isOwn(last.to) && likeness(n) === likeness(last.to);
    if (joins) last.to = n;
    else runs.push({ from: n, to: n });
  }
  const rows = runs.flatMap(({ from, to }) => {
    const long = to - from + 1 >= leastGroup && !expanded.has(`group:${from + 1}`);
    return long ? [{ from, to }] : Array.from({ length: to - from + 1 }, (_, i) => ({ from: from + i, to: from + i }));
  });
  rows.reverse();
  const rowKey = ({ from, to }: { from: number; to: number }): string =>
    from === to ? `layer:${from + 1}` : `group:${from + 1}`;
  return {
    layers: rows.map((run) => {
      const asked = run.from === run.to && keyAt(run.from).includes(ask.layer ?? '');
      return { ...layerRow(groups, ask, refs, run, height), key: rowKey(run), asked };
    }),
    copies: ask.copies.map((copy, c) => {
      const plates = rows.map((run) => ({
        ...joined(facts[c]!, run),
        key: `plate:${c}:${rowKey(run)}`,
        row: rowKey(run),
        serves: run.from === run.to ? (marks.get(copy.layers[run.from]?.key ?? '') ?? null) : null,
        asked:
          run.from === run.to && copy.layers[run.from]?.key !== undefined && copy.layers[run.from]?.key === ask.layer,
      }));
      const own = ask.ownLayers.map((layer, i) => ({
        ...plateOf(groups, layer),
        key: `plate:${c}:own:${i}`,
        row: null,
        serves: marks.get(layer.key) ?? null,
        asked: layer.key === ask.layer,
      }));
      return copyBox(groups, copy, `copy:${c}`, [...own, ...plates]);
    }),
  };
}

/** The layers as the image lists them; of layers that no image has, as they lie on each other. */
function refsOf(ask: LayersAsk): readonly ImageLayerRef[] {
  // A blob belongs to what lists it: containerd's copy of the list has digests where docker's has none.
  const lists = (ask.group?.images ?? []).flatMap((i) => (isAbsent(i.layers) ? [] : [i.layers]));
  return lists.find((l) => l.every((r) => !isAbsent(r.blob))) ?? lists[0] ?? [];
}

function layerRow(
  groups: ImageGroups,
  ask: LayersAsk,
  refs: readonly ImageLayerRef[],
  { from, to }: { readonly from: number; readonly to: number },
  height: number,
): Omit<LayerRow, 'key' | 'asked'> {
  const base = { from: from + 1, to: to + 1, count: to - from + 1 };
  if (from !== to) {
    const title = say(msg('layersfig.layers', { from: from + 1, to: to + 1, n: base.count }));
    return { ...base, title, aside: '', line: firstTwo(refs, from), state: 'present', name: title, source: null };
  }
  const place = say(msg('layersfig.place', { n: from + 1, of: height }));
  const ref = refs[from];
  if (ref === undefined) {
    const layer = ask.copies.map((c) => c.layers[from]).find((l) => l !== undefined && l !== null);
    const id = present(layer?.diffId ?? null) ?? present(layer?.chainId ?? null) ?? '';
    const title = id === '' ? say(msg('layersfig.no-list')) : `diff_id ${shortDigest(id)}`;
    return { ...base, title, aside: place, line: '', state: 'none', name: `${title} ${place}`, source: null };
  }
  const { state, size } = blobOf(groups, ask.group?.images ?? [], ref);
  const packing = packingOf(ref.mediaType);
  const blob = isAbsent(ref.blob) ? null : ref.blob;
  const ids =
    ref.diffId === ref.chainId
      ? say(msg('layersfig.diff-is-chain', { id: shortDigest(ref.diffId) }))
      : say(msg('layersfig.diff-chain', { diff: shortDigest(ref.diffId), chain: shortDigest(ref.chainId) }));
  return {
    ...base,
    title: blob === null ? say(msg('layersfig.no-blob')) : shortDigest(blob),
    aside: [place, packing, size].filter(Boolean).join(', '),
    line: ids,
    state,
    name: say(msg('layersfig.object.layer', { place, blob: blob ?? '', diff: ref.diffId, chain: ref.chainId })),
    source: null,
  };
}

const firstTwo = (refs: readonly ImageLayerRef[], from: number): string =>
  refs
    .slice(from, from + 2)
    .map((r) => shortDigest(isAbsent(r.blob) ? r.diffId : r.blob))
    .join(', ');

function blobOf(
  { blobs }: ImageGroups,
  images: readonly StoredImage[],
  { blob }: ImageLayerRef,
): { readonly state: PartState; readonly size: string } {
  if (isAbsent(blob))
    return {
      state:
        blob.absent === 'not-applicable' ? 'none' : blob.absent === 'not-collected' ? 'not-collected' : 'unreadable',
      size: '',
    };
  const image = images.find((i) => i.kind === 'containerd') ?? images[0]!;
  const row = blobs.get(`${image.engineRoot}/${blob}`);
  return { state: blobState(image, row?.present), size: row && !isAbsent(row.size) ? byteText(row.size) : '' };
}

const packingOf = (mediaType: string): string =>
  mediaType.endsWith('zstd') ? 'zstd' : /gzip/.test(mediaType) ? 'gzip' : '';

/** One plate for a run of equal ones. */
function joined(
  facts: readonly PlateFacts[],
  { from, to }: { readonly from: number; readonly to: number },
): PlateFacts {
  const first = facts[from]!;
  if (from === to) return first;
  const title = say(msg('layersfig.plates', { first: first.title, last: facts[to]!.title, n: to - from + 1 }));
  return {
    ...first,
    count: to - from + 1,
    title,
    aside: '',
    says: say(msg(`layersfig.group.${first.state}`)),
    folder: '',
    name: title,
    subject: null,
    source: null,
  };
}

function copyBox(groups: ImageGroups, copy: UnpackedCopy, key: string, plates: readonly Plate[]): LayerCopy {
  const some: StoredLayer | undefined = copy.layers.find((l) => l !== null) ?? undefined;
  const store = groups.index.stores.get(some?.store ?? '');
  const engine = store ? engineName(store) : copy.image ? engineWord(copy.image) : '';
  const place = copy.namespace ?? engine;
  const crit = plates.some((p) => p.trouble === 'crit');
  return {
    key,
    place,
    title: [
      copy.namespace === null ? engine : say(msg('layersfig.namespace', { name: copy.namespace, engine })),
      store?.driver,
    ]
      .filter(Boolean)
      .join(' · '),
    folder: store?.path ?? '',
    trouble: crit ? 'crit' : plates.some((p) => p.trouble === 'warn') ? 'warn' : 'none',
    plates,
  };
}
