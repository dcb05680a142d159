/**
 * What every picture that leaves says about itself (VISUAL §8). Two lines in a band of its own, so that a
 * cropped screenshot is visibly cropped.
 */
export interface Caption {
  /** Left: host, capture time, evidence read as. Right: hash, redacted or not, version. Host words, not yet escaped. */
  readonly first: string;
  readonly second: string;
  /** `N of M`, of what; drawn at the right of the second line. */
  readonly counts: string;
  readonly title: string;
  /** Bar beside the host's name; null where the user chose none. */
  readonly hostColour: string | null;
}
