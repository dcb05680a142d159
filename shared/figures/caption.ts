import { present } from '#shared/base/absent.ts';
import { type SourceLines, sourceLines } from '#shared/derive/source-lines.ts';
import type { Summary } from '#shared/derive/view-types.ts';

/**
 * What every picture that leaves says about itself (VISUAL §8), in a band of its own, so that a cropped
 * screenshot is visibly cropped. Host words in it are not escaped yet; the band does that.
 */
export interface Caption extends SourceLines {
  /** Bar beside the host's name; null where the user chose none. */
  readonly hostColour: string | null;
  /** What the format could not do: glyphs that no font has, a reduced scale. A line of its own where there is any. */
  readonly doubts: readonly string[];
  /** Texts that the picture cuts: nobody can hover over a file. Escaped already. */
  readonly inFull: readonly string[];
  /** `Undermount 1.0.0`, and the capture's time in ms since the epoch: what a PDF says of itself. */
  readonly tool: string;
  readonly at: number;
}

export const captionOf = (summary: Summary, hostColour: string | null = null): Caption => ({
  ...sourceLines(summary),
  hostColour,
  doubts: [],
  inFull: [],
  tool: `Undermount ${summary.custody.toolVersion}`,
  at: present(summary.host.capturedAt) ?? 0,
});
