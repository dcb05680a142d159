import type { SourceRef } from '#shared/base/source-ref.ts';

/** One line of a log that concerns mounts or devices. Selected on the target; the words are the host's. */
export interface LogLine {
  readonly log: 'kernel' | 'engine';
  /** Unit or tag that wrote it (`dockerd`, `kubelet`, `kernel`); empty where the log does not say. */
  readonly writer: string;
  /** Host clock, ms since the epoch; null where the line has no usable stamp. */
  readonly at: number | null;
  readonly text: string;
  readonly source: SourceRef;
}
