import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { MapTrouble } from '#shared/derive/device-map.ts';

/** One image as one engine, and one containerd namespace, has it. */
export interface StoredImageRow {
  readonly key: string;
  readonly name: string;
  readonly engine: string;
  readonly namespace: string;
  readonly id: string;
  readonly layers: number | Absent;
  readonly unpacked: number;
  readonly damaged: number;
  readonly verdict: string;
  readonly trouble: MapTrouble;
  readonly containers: number;
  readonly evidence: SourceRef;
}

/** One unpacked layer, in any store. */
export interface StoredLayerRow {
  readonly key: string;
  readonly id: string;
  readonly engine: string;
  readonly role: string;
  readonly names: string;
  readonly chainId: string | Absent;
  readonly verdict: string;
  readonly trouble: MapTrouble;
  readonly differences: number | Absent;
  readonly inDatabase: boolean | Absent;
  readonly onDisk: boolean | Absent;
  readonly overlays: number;
  readonly containers: number;
  readonly images: string;
  readonly folder: string;
  readonly evidence: SourceRef;
}

/** One overlay that is mounted. */
export interface OverlayRow {
  readonly key: string;
  readonly device: string;
  readonly container: string;
  readonly mounts: number;
  readonly mountPoint: string;
  readonly lowers: number;
  readonly upper: string;
  readonly state: string;
  readonly trouble: MapTrouble;
  readonly evidence: SourceRef;
}

/** One name that differs, of any layer of the host. */
export interface LayerDifferenceRow {
  readonly key: string;
  readonly path: string;
  readonly verdict: string;
  readonly inBlob: string;
  readonly inFolder: string;
  readonly layer: string;
  readonly layerKey: string;
  readonly images: string;
  readonly folder: string;
  readonly evidence: SourceRef;
}
