import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Bytes } from '#shared/base/units.ts';

/**
 * A folder in which one engine keeps unpacked layers. Key: `path`.
 *
 * containerd: `<root>/io.containerd.snapshotter.v1.<driver>`; docker: `<root>/overlay2`; containers/storage (podman, CRI-O):
 * `<storage>/overlay`. Nothing of dm-thin is here: its layers are `DockerDevice` rows.
 */
export interface LayerStore {
  readonly path: string;
  readonly kind: 'containerd' | 'docker' | 'containers-storage';
  /** As `Container.engineRoot`. */
  readonly engineRoot: string;
  /** `overlayfs`, `native`, `overlay2`, `overlay`, … */
  readonly driver: string;
  /** True when the names of its folders were read. */
  readonly foldersRead: true | Absent;
  /** True when its database (metadata.db, layerdb, layers.json) was read whole; damage makes it absent with the bucket's name. */
  readonly databaseRead: true | Absent;
  /** Whether the xfs it lies on keeps the type of a name (ftype=1); left out: it is no xfs, or was not asked. */
  readonly ftype?: { readonly kept: boolean; readonly source: SourceRef };
  readonly source: SourceRef;
}

/** One unpacked layer, image layer or read-write layer. Key: `key` = `${store}#${id}`. */
export interface StoredLayer {
  readonly key: string;
  /** `LayerStore.path`. */
  readonly store: string;
  /** Name of its folder: containerd's number (derived from metadata.db, never assumed), docker's cache id or mount id, the layer's id of containers/storage. */
  readonly id: string;
  /** `layer`: read-only part of an image; `container`: read-write; `init`: docker's init layer; `unknown`: only a folder. */
  readonly role: 'layer' | 'container' | 'init' | 'view' | 'unknown';
  /** containerd: name of its snapshot in each namespace that knows it (chain id, or container id); elsewhere the engine's own names. */
  readonly names: readonly { readonly namespace: string | null; readonly name: string; readonly source: SourceRef }[];
  /** `sha256:…` of the layers up to this one. */
  readonly chainId: string | Absent;
  /** `sha256:…` of its own uncompressed tar. */
  readonly diffId: string | Absent;
  /** Key of the layer below; null for the lowest one; absent when the database that says so was not read. */
  readonly parent: string | null | Absent;
  /** Host clock, ms since the epoch. */
  readonly createdAt: number | Absent;
  readonly inDatabase: boolean | Absent;
  /** containerd: leases that keep it from being collected; a build or an unpacking in progress has one. Empty elsewhere. */
  readonly leases: readonly string[] | Absent;
  /** Label `containerd.io/snapshot/remote…` or a lazy snapshotter (stargz, nydus): nothing need be in its folder. */
  readonly remote: boolean;
  /** The folder whose files overlayfs uses: `…/snapshots/79/fs`, `…/overlay2/<id>/diff`, `…/overlay/<id>/diff`. */
  readonly folder: string;
  readonly folderPresent: boolean | Absent;
  /** docker, containers/storage: its `link` or `lower` file that is empty, as a power cut leaves it. Left out: none is. */
  readonly emptyFiles?: readonly { readonly path: string; readonly source: SourceRef }[];
  /** `work/…/incompat/volatile` is there: overlayfs will not mount it again unless it is mounted now. */
  readonly volatileMark?: SourceRef;
  readonly source: SourceRef;
}

/** A blob of containerd's content store, or of an archive. Key: `${root}/${digest}`. */
export interface ContentBlob {
  readonly root: string;
  /** `sha256:…` of its bytes. */
  readonly digest: string;
  readonly path: string;
  readonly size: Bytes | Absent;
  readonly present: boolean | Absent;
  /** containerd namespaces whose database lists it. */
  readonly namespaces: readonly string[];
  readonly source: SourceRef;
}

/** One layer of an image, lowest first in `StoredImage.layers`. */
export interface ImageLayerRef {
  /** Digest of the blob as stored (compressed); absent where the engine keeps none (docker, discarded after unpacking). */
  readonly blob: string | Absent;
  readonly mediaType: string;
  readonly diffId: string;
  readonly chainId: string;
}

/** An image as one engine (and one containerd namespace) knows it, with the way from its name to its layers. Key: `key`. */
export interface StoredImage {
  readonly key: string;
  readonly engineRoot: string;
  readonly kind: LayerStore['kind'];
  /** containerd namespace; null elsewhere. */
  readonly namespace: string | null;
  /** Every name it has there, `registry.lab/pause:3.6`. */
  readonly names: readonly string[];
  /** Digests of index (when there is one for several platforms), manifest and configuration. */
  readonly index: string | null;
  readonly manifest: string | Absent;
  readonly config: string | Absent;
  /** Absent when manifest or configuration are not there. */
  readonly layers: readonly ImageLayerRef[] | Absent;
  /** Entrypoint and Cmd of its configuration, joined; empty when it has none. */
  readonly command: readonly string[] | Absent;
  readonly sources: readonly SourceRef[];
}

/**
 * An overlay that is mounted, once for each superblock. Key: `device` (major:minor).
 * https://docs.kernel.org/filesystems/overlayfs.html
 */
export interface OverlayMount {
  readonly device: string;
  /** Absolute; docker's relative `l/XXXX` links resolved where they were read (`lowerText` keeps what the table says). */
  readonly lowers: readonly string[];
  readonly lowerText: string;
  /** Null for a read-only overlay. */
  readonly upper: string | null;
  readonly work: string | null;
  /** True when the option text reaches the page limit of mount(2), or the line was cut: `lowers` may be short. */
  readonly cut: boolean;
  /** Its lowers were given one by one (fsconfig(2), `lowerdir+`): no page limits them. */
  readonly oneByOne: boolean;
  /** `${namespace}/${mountId}` of every mount of it. */
  readonly mounts: readonly string[];
  /** `StoredLayer.key` of each lower (null: in no store that was read), and of the upper. */
  readonly lowerLayers: readonly (string | null)[];
  readonly upperLayer: string | null;
  readonly source: SourceRef;
}

export type EntryType =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'character'
  | 'block'
  | 'fifo'
  | 'socket'
  | 'hardlink'
  | 'unknown';

/** One name in a layer's folder or in its tar. */
export interface LayerEntry {
  /** Below the layer's root, without leading `./` or `/`; never `..`. */
  readonly path: string;
  readonly type: EntryType;
  /** As its tar writes the name, where that is not `path` (`./pause`): what tar(1) must be asked for. */
  readonly written?: string;
  /** Permission bits with setuid, setgid and sticky, 0…0o7777. */
  readonly mode: number;
  readonly size: Bytes;
  readonly uid: number;
  readonly gid: number;
  /** Target of a symbolic link as written; of a hard link in a tar the other name. */
  readonly link: string | null;
  /** `major:minor` of a device node: a character device 0:0 in a folder is an overlay whiteout. */
  readonly rdev: string | null;
  /** Folders only: inode, to know hard links by; null in a tar. */
  readonly inode: number | null;
  /** Folders only: the directory carries trusted.overlay.opaque (or user.…); absent: attributes could not be read. */
  readonly opaque: boolean | Absent;
  readonly line: number;
}

/** The names in one layer's folder. Key: `layer`. */
export interface FolderListing {
  /** `StoredLayer.key`. */
  readonly layer: string;
  readonly folder: string;
  readonly entries: readonly LayerEntry[];
  /** True when a bound cut it: what is not there may be beyond it. */
  readonly cut: boolean;
  readonly evidence: string;
}

/** The names in one layer's tar. Key: `digest`, of the blob as stored; of the tar itself (diff id) where the engine keeps no blob. */
export interface BlobListing {
  readonly digest: string;
  readonly entries: readonly LayerEntry[];
  readonly cut: boolean;
  readonly evidence: string;
}
