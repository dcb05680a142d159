import type { LayerEntry } from '#shared/model/layers.ts';

/** One name on which a layer's folder and its tar disagree. */
export interface LayerDifference {
  readonly path: string;
  /**
   * `missing`: in the tar, not in the folder; `extra`: the other way round; the others: in both, and not alike. `link`: another
   * target of a symbolic link, or two names of one file that are no longer one. `whiteout`: the mark that hides a name of a
   * layer below is gone, so that name is back; `opaque`: the same of a whole directory.
   */
  readonly kind: 'missing' | 'extra' | 'type' | 'size' | 'mode' | 'link' | 'device' | 'whiteout' | 'opaque';
  /** As the tar has it; null for `extra`. */
  readonly inTar: LayerEntry | null;
  /** As the folder has it; null where it is not there. */
  readonly inFolder: LayerEntry | null;
}
