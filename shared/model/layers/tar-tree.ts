import type { LayerEntry } from '#shared/model/layers.ts';

/** What the folder of a layer must hold once its tar is unpacked. */
export interface TarTree {
  /** By path. Hard links are in it as what they are links to, where that stands in this tar; else as `hardlink`. */
  readonly entries: ReadonlyMap<string, TarNode>;
  /** Paths that hide a name of a layer below. */
  readonly whiteouts: ReadonlyMap<string, LayerEntry>;
  /** Directories that hide everything of the layers below. */
  readonly opaque: ReadonlyMap<string, LayerEntry>;
  /** Directories that no entry names, made because something lies in them. */
  readonly implied: ReadonlySet<string>;
}

export interface TarNode {
  /** Type, size, mode and target to compare with. */
  readonly entry: LayerEntry;
  /** The entry that put the name there; differs from `entry` for a hard link. */
  readonly named: LayerEntry;
  /** Path of the file that this is another name of; null: it is no hard link, or its file stands in a layer below. */
  readonly sameAs: string | null;
}

const whiteoutPrefix = '.wh.';
const opaqueName = '.wh..wh..opq';

/**
 * Unpacks a listing in its order, as the engines do: the last entry of a name wins, a file in place of a directory takes what
 * was in it away, names below a symbolic link of this layer go where it leads.
 * https://github.com/opencontainers/image-spec/blob/main/layer.md; `.wh..wh.plnk` and its kind are of AUFS and are left out by all.
 */
export function tarTree(listing: readonly LayerEntry[]): TarTree {
  const entries = new Map<string, TarNode>();
  const whiteouts = new Map<string, LayerEntry>();
  const opaque = new Map<string, LayerEntry>();
  const children = new Map<string, Set<string>>();

  const remove = (path: string): void => {
    const pending = [path];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      pending.push(...(children.get(at) ?? []));
      children.delete(at);
      if (at !== path) entries.delete(at);
    }
  };

  for (const entry of listing) {
    const path = throughLinks(entries, entry.path);
    if (path === '') continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = parentOf(path);
    if (name === opaqueName) {
      opaque.set(folder, entry);
    } else if (name.startsWith('.wh..wh.')) {
    } else if (name.startsWith(whiteoutPrefix) && name.length > whiteoutPrefix.length) {
      const hidden = folder === '' ? name.slice(4) : `${folder}/${name.slice(4)}`;
      whiteouts.set(hidden, entry);
    } else {
      if (entry.type !== 'directory') remove(path);
      entries.set(path, nodeOf(entries, entry));
      whiteouts.delete(path);
      link(children, path);
    }
  }
  return { entries, whiteouts, opaque, implied: impliedBy(entries, whiteouts.keys(), opaque.keys()) };
}

function nodeOf(entries: ReadonlyMap<string, TarNode>, entry: LayerEntry): TarNode {
  if (entry.type !== 'hardlink' || entry.link === null) return { entry, named: entry, sameAs: null };
  const path = throughLinks(entries, plain(entry.link));
  const target = entries.get(path);
  if (target === undefined) return { entry, named: entry, sameAs: null };
  const { type, mode, size, uid, gid, rdev } = target.entry;
  const link = type === 'symlink' ? target.entry.link : null;
  return { entry: { ...entry, type, mode, size, uid, gid, rdev, link }, named: entry, sameAs: target.sameAs ?? path };
}

/** A link of a tar is written as a path from its root. */
const plain = (path: string): string => path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');

export const parentOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

function link(children: Map<string, Set<string>>, path: string): void {
  for (let at = path; at !== ''; at = parentOf(at)) {
    const folder = parentOf(at);
    const siblings = children.get(folder);
    if (siblings?.has(at)) return;
    if (siblings) siblings.add(at);
    else children.set(folder, new Set([at]));
  }
}

const linksFollowed = 40;

/** The path with every folder that is a symbolic link of this layer replaced; unchanged where none is, or they go round. */
function throughLinks(entries: ReadonlyMap<string, TarNode>, path: string): string {
  let parts = path.split('/');
  let followed = 0;
  for (let i = 1; i < parts.length; i += 1) {
    const target = entries.get(parts.slice(0, i).join('/'))?.entry;
    if (target?.type !== 'symlink' || target.link === null) continue;
    if ((followed += 1) > linksFollowed) return path;
    const base = target.link.startsWith('/') ? [] : parts.slice(0, i - 1);
    parts = [...resolveDots([...base, ...target.link.split('/')]), ...parts.slice(i)];
    i = 0;
  }
  return parts.join('/');
}

function resolveDots(parts: readonly string[]): string[] {
  const out: string[] = [];
  for (const part of parts) {
    if (part === '..') out.pop();
    else if (part !== '' && part !== '.') out.push(part);
  }
  return out;
}

function impliedBy(
  entries: ReadonlyMap<string, TarNode>,
  whiteouts: Iterable<string>,
  opaque: Iterable<string>,
): ReadonlySet<string> {
  const implied = new Set<string>();
  const addFrom = (folder: string): void => {
    for (let at = folder; at !== '' && !implied.has(at); at = parentOf(at)) if (!entries.has(at)) implied.add(at);
  };
  for (const path of entries.keys()) addFrom(parentOf(path));
  for (const path of whiteouts) addFrom(parentOf(path));
  for (const folder of opaque) addFrom(folder);
  return implied;
}
