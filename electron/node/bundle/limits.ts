/** Bounds on what an opened file may make us hold, counted on real bytes while they arrive, never on declared sizes. */
export interface ReadLimits {
  /** Decoded bytes of the whole: an opened capture is held in memory. */
  readonly totalBytes: number;
  /** Decoded bytes of one member or record. */
  readonly memberBytes: number;
  readonly members: number;
}

export const readLimits: ReadLimits = {
  totalBytes: 2 * 1024 ** 3,
  memberBytes: 256 * 1024 ** 2,
  members: 500_000,
};
