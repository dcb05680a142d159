import { type SourceLines, sourceLines } from '#shared/derive/source-lines.ts';
import type { Summary } from '#shared/derive/view-types.ts';

/**
 * What every picture that leaves says about itself (VISUAL §8), in a band of its own, so that a cropped
 * screenshot is visibly cropped. Host words in it are not escaped yet; the band does that.
 */
export interface Caption extends SourceLines {
  /** Bar beside the host's name; null where the user chose none. */
  readonly hostColour: string | null;
}

export const captionOf = (summary: Summary, hostColour: string | null = null): Caption => ({
  ...sourceLines(summary),
  hostColour,
});
