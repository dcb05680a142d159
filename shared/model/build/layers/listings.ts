import { type Absent, isAbsent, unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { layerFinder } from '#shared/model/build/layers/overlays.ts';
import type { BlobListing, EntryType, FolderListing, LayerEntry, StoredLayer } from '#shared/model/layers.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { unescapeOctal } from '#shared/parsers/octal.ts';

const folderPrefix = 'layer-listings/folder/';
const blobPrefix = 'layer-listings/blob/';
const splitPrefix = 'layer-listings/tar-split/';

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
  for (const id of evidence.records.keys()) {
    if (id.startsWith(folderPrefix)) {
      const folder = `/${id.slice(folderPrefix.length).replace(/^\/+/, '')}`;
      const layer = find(folder);
      if (layer !== null) folderListings.set(layer, listing(evidence, id, { layer, folder }, folderEntry));
    } else if (id.startsWith(blobPrefix)) {
      const digest = id.slice(blobPrefix.length);
      blobListings.set(digest, listing(evidence, id, { digest }, tarEntry));
    } else if (id.startsWith(splitPrefix)) {
      const digest = diffIdOf(`/${id.slice(splitPrefix.length).replace(/^\/+/, '')}`);
      if (digest === null || isAbsent(digest)) continue;
      // An uncompressed blob has its diff id as digest: what was listed of it stands.
      const known = blobListings.get(digest);
      if (known === undefined || isAbsent(known)) blobListings.set(digest, listing(evidence, id, { digest }, tarEntry));
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

/** Records end with NUL; the last one, `end`, says that nothing is missing. */
function listing<T>(
  evidence: Evidence,
  id: string,
  key: T,
  entryOf: (fields: readonly string[], line: number) => LayerEntry | null,
): (T & { entries: readonly LayerEntry[]; cut: boolean; evidence: string }) | Absent {
  const { body, end } = evidence.records.get(id)!;
  if (body.length === 0) return evidence.absence(id);
  const rows = decodeText(body).split('\0');
  const last = rows.pop();
  const ended = rows.at(-1) === 'end' && last === '';
  const entries = rows.flatMap((row, i) => {
    const entry = row === 'end' && i === rows.length - 1 ? null : entryOf(row.split('\t'), i + 1);
    return entry === null ? [] : [entry];
  });
  if (entries.length === 0 && !ended) return unreadable(`${id} holds no whole entry`);
  return { ...key, entries, cut: !ended || end.kind !== 'complete', evidence: id };
}

const types: Readonly<Record<string, EntryType>> = {
  f: 'file',
  '-': 'file',
  d: 'directory',
  l: 'symlink',
  c: 'character',
  b: 'block',
  p: 'fifo',
  s: 'socket',
  h: 'hardlink',
};

/** TYPE MODE SIZE UID GID INODE RMAJ:RMIN OPAQUE PATH LINK; a tab in a name is `\\011`. */
function folderEntry(fields: readonly string[], line: number): LayerEntry | null {
  const [type = '', mode = '', size = '', uid = '', gid = '', inode = '', rdev = '', opaque = '', ...names] = fields;
  return entry(
    line,
    { type, mode, size, uid, gid, rdev, names },
    /^\d+$/.test(inode) ? Number(inode) : null,
    opaqueOf(opaque),
  );
}

function tarEntry(fields: readonly string[], line: number): LayerEntry | null {
  const [type = '', mode = '', size = '', uid = '', gid = '', rdev = '', ...names] = fields;
  return entry(line, { type, mode, size, uid, gid, rdev, names }, null, false);
}

const opaqueOf = (word: string): boolean | Absent =>
  word === 'y' ? true : word === 'n' ? false : unreadable('extended attributes were not read');

function entry(
  line: number,
  f: Readonly<Record<'type' | 'mode' | 'size' | 'uid' | 'gid' | 'rdev', string>> & {
    readonly names: readonly string[];
  },
  inode: number | null,
  opaque: boolean | Absent,
): LayerEntry | null {
  const written = unescapeOctal(f.names[0] ?? '');
  const path = plainPath(written);
  const link = unescapeOctal(f.names[1] ?? '');
  if (path === null || !/^[0-7]{1,6}$/.test(f.mode)) return null;
  return {
    path,
    ...(inode === null && written !== path ? { written } : {}),
    type: types[f.type] ?? 'unknown',
    mode: Number.parseInt(f.mode, 8) & 0o7777,
    size: bytes(Number(f.size) || 0),
    uid: Number(f.uid) || 0,
    gid: Number(f.gid) || 0,
    link: link === '' ? null : link,
    rdev: f.type === 'c' || f.type === 'b' ? rdevOf(f.rdev) : null,
    inode,
    opaque,
    line,
  };
}

/** Hex `major:minor` to decimal. */
function rdevOf(text: string): string | null {
  const match = /^([0-9a-f]+):([0-9a-f]+)$/.exec(text);
  return match ? `${Number.parseInt(match[1]!, 16)}:${Number.parseInt(match[2]!, 16)}` : null;
}

/** Without `./`, `/` at either end and doubled slashes; null where it leads out of the layer. The root itself is empty. */
function plainPath(text: string): string | null {
  const parts = text.split('/').filter((p) => p !== '' && p !== '.');
  return parts.includes('..') ? null : parts.join('/');
}
