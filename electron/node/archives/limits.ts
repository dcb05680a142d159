/**
 * Bounds on what an archive may make us do, counted on real bytes while they are decoded, never on declared sizes.
 * Reaching one ends the pass, or the member, with what was read before; the report names the member.
 */
export interface ArchiveLimits {
  /** Decoded bytes of the whole. */
  readonly totalBytes: number;
  /** Bytes given of one member; the rest of it is skipped. */
  readonly memberBytes: number;
  readonly members: number;
  /** Decoded bytes per stored byte, asked once `ratioFrom` bytes were decoded. Text packs to 1:100, a bomb to 1:1000 and more. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Wall time of a whole pass, ms. */
  readonly wholeMs: number;
  /** CPU time of this process while one member is read (not: skipped), ms. */
  readonly memberCpuMs: number;
  /** Bytes of the pax and GNU headers before one member. */
  readonly headerBytes: number;
  /** Resident memory of this process, bytes. */
  readonly residentBytes: number;
}

const MiB = 1024 ** 2;

export const archiveLimits: ArchiveLimits = {
  totalBytes: 8192 * MiB,
  memberBytes: 256 * MiB,
  members: 500_000,
  ratio: 400,
  ratioFrom: 256 * MiB,
  wholeMs: 15 * 60_000,
  memberCpuMs: 30_000,
  headerBytes: 1 * MiB,
  residentBytes: 1024 * MiB,
};
