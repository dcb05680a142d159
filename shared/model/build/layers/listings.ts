import { type Absent, isAbsent, unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { layerFinder } from '#shared/model/build/layers/overlays.ts';
import type { BlobListing, FolderListing, LayerEntry, StoredLayer } from '#shared/model/layers.ts';
import {
  type FolderName,
  isWholeListing,
  parseFolderNames,
  parseTarNames,
  type TarEntryName,
} from '#shared/parsers/layer-names.ts';
import { parseTarText } from '#shared/parsers/tar-text.ts';

const prefixes = {
  folder: 'layer-listings/folder/',
  blob: 'layer-listings/blob/',
  text: 'layer-listings/tar/',
  split: 'layer-listings/tar-split/',
} as const;

const pathIn = (id: string, prefix: string): string => `/${id.slice(prefix.length).replace(/^\/+/, '')}`;

/**
 * The names in folders and tars that were asked for, by layer and by digest. What docker and containers/storage keep of a tar is
 * known by the digest of the tar itself, its diff id.
 */
export function buildListings(
  evidence: Evidence,
  layers: readonly StoredLayer[],
): {
  readonly folderListings: ReadonlyMap<string, FolderListing | Absent>;
  readonly blobListings: ReadonlyMap<string, BlobListing | Absent>;
} {
  const folderListings = new Map<string, FolderListing | Absent>();
  const blobListings = new Map<string, BlobListing | Absent>();
  const find = layerFinder(layers);
  const diffIdOf = splitFinder(layers);
  // An uncompressed blob has its diff id as digest, and may be listed twice: the one that could be read stands.
  const addTar = (digest: string, listing: Listed | Absent): void => {
    const known = blobListings.get(digest);
    if (known !== undefined && !isAbsent(known) && (isAbsent(listing) || !known.cut)) return;
    blobListings.set(digest, isAbsent(listing) ? listing : { digest, ...listing });
  };
  for (const id of evidence.records.keys()) {
    if (id.startsWith(prefixes.folder)) {
      const folder = pathIn(id, prefixes.folder);
      const layer = find(folder);
      const listing = folderOf(evidence, id);
      if (layer !== null) folderListings.set(layer, isAbsent(listing) ? listing : { layer, folder, ...listing });
    } else if (id.startsWith(prefixes.blob)) {
      addTar(id.slice(prefixes.blob.length), tarOf(evidence, id));
    } else if (id.startsWith(prefixes.text)) {
      addTar(id.slice(prefixes.text.length), tarTextOf(evidence, id));
    } else if (id.startsWith(prefixes.split)) {
      const digest = diffIdOf(pathIn(id, prefixes.split));
      if (digest !== null && !isAbsent(digest)) addTar(digest, tarOf(evidence, id));
    }
  }
  return { folderListings, blobListings };
}

/** `<root>/image/<driver>/layerdb/sha256/<chain id>/tar-split.json.gz`, `<storage>/overlay-layers/<layer>.tar-split.gz`. */
function splitFinder(layers: readonly StoredLayer[]): (path: string) => string | Absent | null {
  const byName = new Map(
    layers.flatMap((l) => (l.role === 'layer' ? l.names.map((n) => [`${l.store}#${n.name}`, l.diffId] as const) : [])),
  );
  return (path) => {
    const docker = /^(.*)\/image\/([^/]+)\/layerdb\/sha256\/([0-9a-f]{64})\/tar-split\.json\.gz$/s.exec(path);
    if (docker) return byName.get(`${docker[1]}/${docker[2]}#sha256:${docker[3]}`) ?? null;
    const storage = /^(.*)\/([^/]+)-layers\/([^/]+)\.tar-split\.gz$/s.exec(path);
    return storage ? (byName.get(`${storage[1]}/${storage[2]}#${storage[3]}`) ?? null) : null;
  };
}

interface Listed {
  readonly entries: readonly LayerEntry[];
  readonly cut: boolean;
  readonly evidence: string;
}

type Rows = readonly (TarEntryName & Partial<Pick<FolderName, 'inode' | 'opaque'>>)[];

/** Cut too where a row was not understood: what it names must not be called missing. */
function listed(evidence: Evidence, id: string, rows: Rows, isWhole: boolean): Listed | Absent {
  const { body, end } = evidence.records.get(id)!;
  if (body.length === 0) return evidence.absence(id);
  return {
    entries: rows.map(({ size, inode, opaque, ...row }) => ({
      ...row,
      size: bytes(size),
      inode: inode ?? null,
      opaque: opaque === null ? unreadable('extended attributes were not read') : (opaque ?? false),
    })),
    cut: !isWhole || end.kind !== 'complete' || evidence.warnings.has(id),
    evidence: id,
  };
}

const bodyOf = (evidence: Evidence, id: string): Uint8Array => evidence.records.get(id)!.body;

function folderOf(evidence: Evidence, id: string): Listed | Absent {
  return listed(evidence, id, evidence.rows(id, parseFolderNames), isWholeListing(bodyOf(evidence, id)));
}

function tarOf(evidence: Evidence, id: string): Listed | Absent {
  return listed(evidence, id, evidence.rows(id, parseTarNames), isWholeListing(bodyOf(evidence, id)));
}

/** `tar -tv` has no last row; it ended well when its exit code says so. */
function tarTextOf(evidence: Evidence, id: string): Listed | Absent {
  const { end } = evidence.records.get(id)!;
  return listed(evidence, id, evidence.rows(id, parseTarText), end.kind === 'complete' && end.exitCode === 0);
}
