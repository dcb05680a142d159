import { isAbsent } from '#shared/base/absent.ts';
import type { LayerDifference } from '#shared/model/layers/layer-difference.ts';
import { type TarNode, type TarTree, tarTree } from '#shared/model/layers/tar-tree.ts';
import type { BlobListing, FolderListing, LayerEntry } from '#shared/model/layers.ts';

export interface LayerComparison {
  /** By path, in code-unit order. Only what is certain: see `unsure`. */
  readonly differences: readonly LayerDifference[];
  /** Names that were compared. */
  readonly compared: number;
  /** `folder`: its listing is cut, so that nothing is called missing; `blob`: nothing is called extra or changed. */
  readonly unsure: readonly ('folder' | 'blob')[];
  /** Attributes of the folder's directories could not be read: whether one is opaque is not known. */
  readonly opaqueUnknown: boolean;
}

/**
 * A layer's folder against the tar that it was unpacked from.
 *
 * Owners, times, inodes and attributes other than `opaque` are not compared: user namespaces shift owners, and engines do not
 * keep the rest alike (containers/podman#27035). `lowest`: engines unpack the first layer without marks for what it hides,
 * since there is nothing below.
 */
export function compareLayer(folder: FolderListing, blob: BlobListing, lowest: boolean): LayerComparison {
  const tree = tarTree(blob.entries);
  const there = new Map(folder.entries.flatMap((e) => (e.path === '' ? [] : [[e.path, e] as const])));
  const shifted = ownersAreShifted(tree, there);
  const differences = [
    ...[...tree.entries].flatMap(([path, node]) => ofEntry(path, node, there, shifted)),
    ...(lowest ? [] : marks(tree, there)),
    ...extras(tree, there),
  ];
  const isCertain = ({ kind }: LayerDifference): boolean => {
    if (kind === 'missing' || kind === 'whiteout') return !folder.cut;
    return !blob.cut;
  };
  return {
    differences: differences.filter(isCertain).toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    compared: tree.entries.size,
    unsure: [...(folder.cut ? (['folder'] as const) : []), ...(blob.cut ? (['blob'] as const) : [])],
    opaqueUnknown: !lowest && [...tree.opaque.keys()].some((path) => isAbsent(there.get(path)?.opaque ?? null)),
  };
}

function ofEntry(
  path: string,
  node: TarNode,
  there: ReadonlyMap<string, LayerEntry>,
  shifted: boolean,
): readonly LayerDifference[] {
  const inFolder = there.get(path);
  const { entry: inTar } = node;
  const isDevice = inTar.type === 'character' || inTar.type === 'block';
  // Nobody may make device nodes in a user namespace: engines leave them out there, or put an empty file.
  if (isDevice && shifted) return [];
  if (inFolder === undefined) return [{ path, kind: 'missing', inTar, inFolder: null }];
  const kind = changeOf(node, inFolder, there);
  return kind === null ? [] : [{ path, kind, inTar, inFolder }];
}

/** The gravest way in which two of one name differ; null: alike. */
function changeOf(
  { entry: inTar, sameAs }: TarNode,
  inFolder: LayerEntry,
  there: ReadonlyMap<string, LayerEntry>,
): LayerDifference['kind'] | null {
  if (inTar.type === 'unknown' || inFolder.type === 'unknown') return null;
  // Another name of a file of a layer below: what it is does not stand in this tar.
  if (inTar.type === 'hardlink') return inFolder.type === 'directory' ? 'type' : null;
  if (inTar.type !== inFolder.type) return 'type';
  if (inTar.type === 'file' && inTar.size !== inFolder.size) return 'size';
  if (inTar.type === 'symlink') return inTar.link === inFolder.link ? null : 'link';
  if ((inTar.type === 'character' || inTar.type === 'block') && inTar.rdev !== inFolder.rdev) return 'device';
  if (inTar.mode !== inFolder.mode) return 'mode';
  const other = sameAs === null ? undefined : there.get(sameAs);
  const isOneFile = !other || other.inode === null || inFolder.inode === null || other.inode === inFolder.inode;
  return isOneFile ? null : 'link';
}

function marks(tree: TarTree, there: ReadonlyMap<string, LayerEntry>): readonly LayerDifference[] {
  const whiteouts = [...tree.whiteouts].flatMap(([path, inTar]): LayerDifference[] => {
    const inFolder = there.get(path) ?? there.get(inTar.path) ?? null;
    // Something else of that name hides the one below as well; that it is there is told by `extra`.
    return inFolder === null ? [{ path, kind: 'whiteout', inTar, inFolder: null }] : [];
  });
  const opaque = [...tree.opaque].flatMap(([path, inTar]): LayerDifference[] => {
    const inFolder = there.get(path);
    if (inFolder === undefined) {
      const isTold = path === '' || tree.entries.has(path);
      return isTold ? [] : [{ path, kind: 'missing', inTar, inFolder: null }];
    }
    const isMarked = inFolder.opaque !== false || there.has(`${path}/.wh..wh..opq`);
    return isMarked ? [] : [{ path, kind: 'opaque', inTar, inFolder }];
  });
  return [...whiteouts, ...opaque];
}

function extras(tree: TarTree, there: ReadonlyMap<string, LayerEntry>): readonly LayerDifference[] {
  return [...there.values()].flatMap((inFolder): LayerDifference[] => {
    const { path } = inFolder;
    if (tree.entries.has(path)) return [];
    if (tree.implied.has(path)) {
      return inFolder.type === 'directory' ? [] : [{ path, kind: 'type', inTar: null, inFolder }];
    }
    const hidden = whiteoutOf(inFolder);
    if (hidden !== null && (tree.whiteouts.has(hidden) || tree.opaque.has(hidden))) return [];
    return [{ path, kind: 'extra', inTar: null, inFolder }];
  });
}

/**
 * The path that a name in a folder hides: a character device 0:0, or as fuse-overlayfs without that right writes it, a file
 * `.wh.NAME` (`.wh..wh..opq` for its own directory). Null: it hides nothing.
 */
export function whiteoutOf({ path, type, rdev }: LayerEntry): string | null {
  if (type === 'character' && rdev === '0:0') return path;
  const at = path.lastIndexOf('/') + 1;
  const name = path.slice(at);
  if (name === '.wh..wh..opq') return path.slice(0, Math.max(0, at - 1));
  return name.startsWith('.wh.') && type === 'file' ? path.slice(0, at) + name.slice(4) : null;
}

/** Every file that is root's in the tar is another's in the folder, as unpacked for a user namespace. */
function ownersAreShifted(tree: TarTree, there: ReadonlyMap<string, LayerEntry>): boolean {
  let seen = 0;
  for (const [path, { entry }] of tree.entries) {
    const inFolder = there.get(path);
    if (entry.uid !== 0 || inFolder === undefined) continue;
    if (inFolder.uid === 0) return false;
    seen += 1;
  }
  return seen > 0;
}
