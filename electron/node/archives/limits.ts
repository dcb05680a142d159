import type { Packing } from '#electron/node/unpack/packing.ts';

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
  /** Decoded bytes per stored byte, asked once `ratioFrom` bytes were decoded. */
  readonly ratio: Readonly<Record<Packing, number>>;
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
  // Thousands of nearly equal mount tables reach 1:700 in xz and zstd, whose windows hold whole tables, and 1:50 in gzip.
  // Zeros reach 1:1030 in gzip, 1:6900 in xz, 1:15000 in zstd, 1:1000000 in bzip2.
  ratio: { none: 2, gzip: 400, bzip2: 1000, xz: 3000, zstd: 3000 },
  ratioFrom: 192 * MiB,
  wholeMs: 15 * 60_000,
  memberCpuMs: 30_000,
  headerBytes: 1 * MiB,
  residentBytes: 1024 * MiB,
};
