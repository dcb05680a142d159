import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';

/**
 * The namespace graph as data: four numbered columns read left to right (VISUAL §3, §5).
 *
 * 1 where the unmount ran, 2 namespaces it reached (inferred), 3 namespaces it did not reach and that
 * hold the device, 4 what is kept open. Everything else is counted in groups. The picture, its table
 * twin and its exports all come from this one object, so they hold the same things and the same count.
 */
export interface NamespaceFigure {
  /** Null: the overview of the host, where nobody asked about a mount. */
  readonly focus: { readonly needle: string; readonly title: string; readonly device: string | null } | null;
  /** What stands above each part; `aside` is the quiet sentence beside it. */
  readonly headings: Readonly<
    Record<
      'origin' | 'reached' | 'others' | 'holding' | 'kept',
      { readonly title: string; readonly aside: string; readonly inferred: boolean }
    >
  >;
  /** Mount point of the mount in `origin` below which the unmount happened; its peer group carries it on. */
  readonly below: string | null;
  /** Drawn in full: lid and rows. */
  readonly origin: NamespaceBox | null;
  readonly reached: readonly NamespaceLine[];
  readonly holding: readonly NamespaceBox[];
  /** Namespaces of column 3 beyond those drawn in full, counted; expandable. */
  readonly holdingGroups: readonly NamespaceGroup[];
  /** Without a table: cwd, loop, detached, … drawn in column 3 as boxes of their own. */
  readonly otherHolders: readonly {
    readonly key: string;
    readonly mark: HoldMark;
    readonly title: string;
    readonly lines: readonly string[];
    /** False for a holder whose presence is by design. */
    readonly fault: boolean;
    readonly source: SourceRef | null;
  }[];
  readonly others: readonly NamespaceGroup[];
  readonly kept: readonly {
    readonly key: string;
    readonly title: string;
    readonly lines: readonly string[];
    readonly shape: 'container' | 'device' | 'below';
    /** What does not work because of it: "removal is waiting". Null when nothing is said. */
    readonly state: string | null;
    readonly fault: boolean;
  }[];
  readonly edges: readonly FigureEdge[];
  readonly counts: {
    readonly namespaces: number;
    readonly drawnInFull: number;
    readonly asLines: number;
    readonly inGroups: number;
  };
  readonly notRead: readonly { readonly inode: number; readonly because: string }[];
}

export interface NamespaceBox {
  readonly key: string;
  readonly inode: number;
  readonly mark: HoldMark;
  readonly inhabited: boolean;
  readonly title: string;
  /** "276 processes", "39 mounts". */
  readonly aside: string;
  readonly rows: readonly MountRowInBox[];
  readonly moreMounts: number;
  readonly totalMounts: number | Absent;
  /** Processes of this namespace that keep another one alive. */
  readonly keepers: readonly {
    readonly key: string;
    readonly mark: HoldMark;
    readonly title: string;
    readonly says: string;
    readonly keeps: string;
  }[];
  readonly source: SourceRef | null;
}

export interface MountRowInBox {
  readonly key: string;
  readonly mountId: number | null;
  /** Shortened for a row: ids to 12 characters, long paths from the left. */
  readonly label: string;
  /** The whole path, for tooltips and accessible names. */
  readonly full: string;
  readonly aside: string;
  readonly door: Door;
  /** `fault` holds the device; `gone` is an absence that matters; `context` explains. */
  readonly role: 'fault' | 'context' | 'gone' | 'pin';
  readonly depth: number;
}

/** The mark on a mount's left edge. */
export interface Door {
  readonly shared: number | null;
  readonly master: number | null;
  readonly unbindable: boolean;
  readonly unknown: boolean;
}

export interface NamespaceLine {
  readonly key: string;
  readonly inodes: readonly number[];
  readonly title: string;
  readonly aside: string;
  readonly door: Door;
}

export interface NamespaceGroup {
  readonly key: string;
  readonly count: number;
  readonly title: string;
  readonly inodes: readonly number[];
}

export interface FigureEdge {
  readonly key: string;
  /** propagation arrives (slave), is mutual (peer), stopped at a private door, keeps alive, or the fault path. */
  readonly kind: 'slave' | 'peer' | 'stopped' | 'keeps' | 'fault';
  readonly from: string;
  readonly to: string;
  readonly label: string;
}
