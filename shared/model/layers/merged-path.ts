import { type Absent, isAbsent, notCollected } from '#shared/base/absent.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { whiteoutOf } from '#shared/model/layers/compare-layer.ts';
import { parentOf } from '#shared/model/layers/tar-tree.ts';
import type { FolderListing, LayerEntry } from '#shared/model/layers.ts';

/** Which layer of a stack serves one path, as overlayfs decides it: the uppermost that has it, unless something hides it. */
export type MergedPath =
  | {
      readonly is: 'served';
      readonly layer: string;
      readonly entry: LayerEntry;
      readonly evidence: string;
      /** Layers below that have it too, and are not seen. */
      readonly alsoIn: readonly string[];
    }
  /** A mark in a layer takes it, or a folder it lies in, away from the layers below. */
  | { readonly is: 'hidden'; readonly layer: string; readonly entry: LayerEntry; readonly evidence: string }
  | { readonly is: 'nowhere' }
  /** A layer that could decide it was not listed; `ifNot` is what the layers below it say. */
  | {
      readonly is: 'unknown';
      readonly layer: string | null;
      readonly because: Absent;
      readonly ifNot: MergedPath | null;
    };

interface Listed {
  readonly listing: FolderListing;
  readonly entries: ReadonlyMap<string, LayerEntry>;
  /** By the path that is hidden. */
  readonly whiteouts: ReadonlyMap<string, LayerEntry>;
}

const listed = new WeakMap<FolderListing, Listed>();

function listedOf(listing: FolderListing): Listed {
  const known = listed.get(listing);
  if (known) return known;
  const whiteouts = new Map<string, LayerEntry>();
  for (const entry of listing.entries) {
    const hidden = whiteoutOf(entry);
    if (hidden !== null && !entry.path.endsWith('.wh..wh..opq')) whiteouts.set(hidden, entry);
  }
  const made = { listing, entries: new Map(listing.entries.map((e) => [e.path, e])), whiteouts };
  listed.set(listing, made);
  return made;
}

/**
 * `path` without a leading slash, no folder of it a symbolic link (`resolveInStack`). `layers` from the upper one down; null
 * is a folder of the overlay that is in no store. https://docs.kernel.org/filesystems/overlayfs.html
 */
export function mergedPath(model: HostModel, layers: readonly (string | null)[], path: string): MergedPath {
  for (const [i, layer] of layers.entries()) {
    const listing = layer === null ? notCollected('layer-listings') : model.folderListings.get(layer);
    const unknown = (because: Absent): MergedPath => ({
      is: 'unknown',
      layer,
      because,
      ifNot: mergedPath(model, layers.slice(i + 1), path),
    });
    if (listing === undefined) return unknown(notCollected('layer-listings'));
    if (isAbsent(listing)) return unknown(listing);
    const here = listedOf(listing);
    const entry = here.entries.get(path);
    const whiteout = here.whiteouts.get(path);
    if (layer !== null && entry !== undefined && whiteout === undefined) {
      return {
        is: 'served',
        layer,
        entry,
        evidence: listing.evidence,
        alsoIn: alsoIn(model, layers.slice(i + 1), path),
      };
    }
    const hiding = whiteout ?? hidingAbove(here, path);
    if (layer !== null && hiding !== undefined)
      return { is: 'hidden', layer, entry: hiding, evidence: listing.evidence };
    if (listing.cut) return unknown({ absent: 'unreadable', because: `${listing.evidence} is cut` });
  }
  return { is: 'nowhere' };
}

/** A folder above the path that is opaque here, no folder here, or itself whited out. */
function hidingAbove({ entries, whiteouts }: Listed, path: string): LayerEntry | undefined {
  for (let at = parentOf(path); at !== ''; at = parentOf(at)) {
    const whiteout = whiteouts.get(at);
    if (whiteout !== undefined) return whiteout;
    const entry = entries.get(at);
    if (entry === undefined) continue;
    if (entry.type !== 'directory') return entry;
    const mark = entries.get(`${at}/.wh..wh..opq`);
    if (mark !== undefined || entry.opaque === true) return mark ?? entry;
  }
  return undefined;
}

function alsoIn(model: HostModel, layers: readonly (string | null)[], path: string): readonly string[] {
  return layers.flatMap((layer) => {
    const listing = layer === null ? undefined : model.folderListings.get(layer);
    return layer !== null && listing !== undefined && !isAbsent(listing) && listedOf(listing).entries.has(path)
      ? [layer]
      : [];
  });
}
