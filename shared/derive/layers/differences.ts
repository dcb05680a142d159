import { isAbsent, present } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { imageGroups } from '#shared/derive/layers/image-groups.ts';
import type { LayersAsk } from '#shared/derive/layers/resolve-layers.ts';
import { entryText, layerTitle, shortDigest } from '#shared/derive/layers/words.ts';
import type { DifferenceRow } from '#shared/derive/layers-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';
import type { LayerDifference } from '#shared/model/layers/layer-difference.ts';
import type { LayerEntry, StoredLayer } from '#shared/model/layers.ts';

/** Rows that cross to the window; the table of all differences of the host has the rest. */
const mostRows = 200;

/** Every name that differs in some copy of the image, with what each copy has in its place. */
export function differenceRows(
  model: HostModel,
  ask: LayersAsk,
): { readonly rows: readonly DifferenceRow[]; readonly total: number } {
  const { index } = imageGroups(model);
  const integrity = layerIntegrity(model);
  const height = Math.max(0, ...ask.copies.map((c) => c.layers.length));
  const rows: DifferenceRow[] = [];
  let total = 0;
  for (let n = height - 1; n >= 0; n--) {
    const copies = ask.copies.map((c) => c.layers[n] ?? null);
    const found = copies.map(
      (l) => new Map(l ? (integrity.get(l.key)?.differences ?? []).map((d) => [d.path, d]) : []),
    );
    const paths = [...new Set(found.flatMap((m) => [...m.keys()]))].sort();
    total += paths.length;
    for (const path of paths.slice(0, Math.max(0, mostRows - rows.length))) {
      const some = found.map((m) => m.get(path)).find((d) => d !== undefined)!;
      rows.push({
        key: `difference:${n + 1}:${path}`,
        path: `/${path}`,
        layer: say(
          msg('layersfig.difference-layer', {
            n: n + 1,
            of: height,
            id: shortDigest(present(copies.find((l) => l)?.diffId ?? null) ?? ''),
          }),
        ),
        inBlob: some.inTar === null ? '' : entryText(some.inTar),
        inCopies: copies.map((layer, c) => {
          const d = found[c]!.get(path);
          const store = layer ? index.stores.get(layer.store) : undefined;
          return {
            copy: `copy:${c}`,
            title: layer ? `${layerTitle(layer, store)} (${ask.copies[c]!.namespace ?? store?.kind ?? ''})` : '',
            text:
              layer === null
                ? say(msg('layersfig.not-unpacked'))
                : d
                  ? differsText(d)
                  : sameText(integrity.get(layer.key)?.verdict),
            differs: d !== undefined,
          };
        }),
        verdict: say(msg(`layersfig.verdict-long.${some.kind}`)),
        sources: copies.flatMap((layer, c) => sourcesOf(model, layer, found[c]!.get(path))),
      });
    }
  }
  return { rows, total };
}

const differsText = (d: LayerDifference): string =>
  d.inFolder === null || d.kind === 'missing'
    ? say(msg(`layersfig.verdict.${d.kind}`))
    : `${say(msg(`layersfig.verdict.${d.kind}`))}: ${entryText(d.inFolder)}`;

const sameText = (verdict: string | undefined): string =>
  say(verdict === 'intact' || verdict === 'damaged' ? msg('layersfig.as-packed') : msg('layersfig.not-listed'));

/** The lines of both listings. */
export function sourcesOf(
  model: HostModel,
  layer: StoredLayer | null,
  d: LayerDifference | undefined,
): readonly SourceRef[] {
  if (!layer || !d) return [];
  const blob = model.blobListings.get(layerIntegrity(model).get(layer.key)?.blob ?? '');
  const folder = model.folderListings.get(layer.key);
  const line = (listing: typeof blob | typeof folder, entry: LayerEntry | null): readonly SourceRef[] =>
    listing && !isAbsent(listing) ? [{ evidence: listing.evidence, line: entry?.line ?? 0 }] : [];
  return [...line(blob, d.inTar), ...line(folder, d.inFolder)];
}
