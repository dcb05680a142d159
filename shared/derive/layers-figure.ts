import type { SourceRef } from '#shared/base/source-ref.ts';
import type { MapTrouble } from '#shared/derive/device-map.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import type { Severity, Subject } from '#shared/rules/rule.ts';

/**
 * An image as data, from left to right (VISUAL §3): as it is stored, as it is unpacked in every store and containerd
 * namespace, and who stands on that. Picture, table twin and exports come from this one object (`layersObjects`).
 */
export interface LayersFigure {
  /** What was asked, as typed; null: the image in most trouble. */
  readonly needle: string | null;
  readonly title: string;
  readonly statement: {
    readonly severity: Severity;
    readonly code: string;
    readonly findingId: string;
    readonly text: string;
  } | null;
  readonly columns: {
    readonly stored: ColumnHead;
    readonly unpacked: ColumnHead;
    readonly standing: ColumnHead;
  };
  /** Image, index, manifest, configuration: each names the next. */
  readonly stored: readonly StoredBox[];
  /** As the configuration lists them, uppermost first: the way they lie on each other. */
  readonly layers: readonly LayerRow[];
  readonly copies: readonly LayerCopy[];
  readonly standing: readonly StandingRow[];
  /** The answer to "which mount and which layer serve PATH?"; null: not asked. */
  readonly served: ServedAnswer | null;
  readonly differences: readonly DifferenceRow[];
  /** All of them; `differences` has the first ones. */
  readonly differencesTotal: number;
  /** What follows from the picture, in sentences. */
  readonly notes: readonly string[];
  readonly lookedAt: string;
  readonly notLookedAt: string;
  readonly counts: LayersCounts;
  /** Other images that one may want to see, those in trouble first. */
  readonly alternatives: readonly Subject[];
}

export interface ColumnHead {
  readonly text: string;
  readonly trouble: MapTrouble;
}

export interface LayersCounts {
  /** Layers of the image, and those of its plates that were compared, over all copies. */
  readonly layers: number;
  readonly plates: number;
  readonly compared: number;
  readonly damaged: number;
  readonly containers: number;
  /** Unpacked layers of this host that are not in the picture. */
  readonly others: number;
}

/** `none` is what the engine never keeps: a hairline; the others as VISUAL §6 has them. */
export type PartState = 'present' | 'missing' | 'not-collected' | 'unreadable' | 'none';

export interface StoredBox {
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  /** Right of the kind: namespaces, entrypoint. */
  readonly aside: string;
  readonly size: string;
  readonly state: PartState;
  /** Why it is not there; empty where it is. */
  readonly because: string;
  /** On the arrow to the next box: the field that names it. */
  readonly link: string;
  /** Whole digests: accessible name. */
  readonly name: string;
  readonly subject: Subject | null;
  readonly source: SourceRef | null;
}

/** A layer as its image lists it, or several that are equal in what was asked. */
export interface LayerRow {
  readonly key: string;
  /** 1 is the lowest. `from` = `to` for one layer. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly title: string;
  readonly aside: string;
  readonly line: string;
  readonly state: PartState;
  readonly asked: boolean;
  readonly name: string;
  readonly source: SourceRef | null;
}

/** The layers of the image unpacked in one place: a containerd namespace, or the store of another engine. */
export interface LayerCopy {
  readonly key: string;
  /** On the line that leads to it: `k8s.io`, `docker`. */
  readonly place: string;
  /** `k8s.io · overlayfs`. */
  readonly title: string;
  readonly folder: string;
  readonly trouble: MapTrouble;
  /** Uppermost first; one for each row of `layers`, above them the read-write layer of the container that was asked about. */
  readonly plates: readonly Plate[];
}

/**
 * `packed`: every name as its tar has it. `writable`: a container's own layer, nothing to compare with. `gone`: its folder is
 * not there. `not-unpacked`: this place has no such layer.
 */
export type PlateState =
  | 'packed'
  | 'damaged'
  | 'gone'
  | 'not-collected'
  | 'unreadable'
  | 'not-applicable'
  | 'not-unpacked'
  | 'writable';

export interface Plate {
  readonly key: string;
  /** `LayerRow.key`; null for a read-write layer. */
  readonly row: string | null;
  readonly count: number;
  readonly title: string;
  readonly aside: string;
  readonly state: PlateState;
  readonly trouble: MapTrouble;
  /** In words: `21 names as packed`, `not listed`, … */
  readonly says: string;
  /** What vanished or changed, first ones; each is drawn as a hole. */
  readonly holes: readonly Hole[];
  readonly holesMore: number;
  readonly folder: string;
  /** What it has to do with the path that was asked for; null: nothing was asked, or nothing. */
  readonly serves: 'serves' | 'hides' | 'also' | 'lost' | 'unknown' | null;
  readonly asked: boolean;
  readonly name: string;
  readonly subject: Subject | null;
  readonly source: SourceRef | null;
}

export interface Hole {
  readonly path: string;
  readonly verdict: string;
  /** `was 129 B, -rwxr-xr-x`. */
  readonly was: string;
}

export type StandingHow = 'runs-on' | 'failed' | 'fails-next' | 'stopped' | 'will-fail' | 'image';

/** Who stands on it: a container, containers that are equal in that, every new pod, another image. */
export interface StandingRow {
  readonly key: string;
  readonly shape: 'container' | 'sandbox' | 'every-pod' | 'image';
  /** `LayerCopy.key` it stands on. */
  readonly copy: string;
  /** The container that was asked about: its own layer is in the picture. */
  readonly own: boolean;
  readonly count: number;
  readonly title: string;
  readonly id: string;
  /** `snapshot 89`. */
  readonly layer: string;
  readonly layerAside: string;
  readonly how: StandingHow;
  /** The program it cannot start without, which is gone from a plate of its copy; null: none that is known. */
  readonly lost: string | null;
  readonly says: string;
  readonly saysAside: string;
  readonly trouble: MapTrouble;
  readonly name: string;
  readonly subject: Subject | null;
  readonly source: SourceRef | null;
}

/** One name on which a layer and its tar disagree, in every copy of that layer. */
export interface DifferenceRow {
  readonly key: string;
  readonly path: string;
  /** Diff id or blob of the layer, 12 characters; which of the image it is. */
  readonly layer: string;
  /** `-rwxr-xr-x 0/0 129 B`; empty: not in the tar. */
  readonly inBlob: string;
  /** One for each copy of the picture, in its order. */
  readonly inCopies: readonly {
    readonly copy: string;
    readonly title: string;
    readonly text: string;
    readonly differs: boolean;
  }[];
  readonly verdict: string;
  readonly sources: readonly SourceRef[];
}

export interface ServedAnswer {
  readonly container: Subject;
  /** As asked, absolute. */
  readonly path: string;
  /** One sentence. */
  readonly sentence: string;
  readonly trouble: MapTrouble;
  /** Container, links that were followed, mount, volume or layer, file: each with the line that says so. */
  readonly steps: readonly {
    readonly key: string;
    readonly label: string;
    readonly title: string;
    readonly aside: string;
    readonly trouble: MapTrouble;
    readonly cited: readonly CitedLine[];
  }[];
  /** The same file by other paths and in other namespaces; `more` are counted. */
  readonly alsoAt: readonly { readonly path: string; readonly where: string; readonly source: SourceRef }[];
  readonly alsoMore: number;
  readonly doubts: readonly string[];
}
