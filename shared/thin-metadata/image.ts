/** Bytes of a metadata block, always (THIN_METADATA_BLOCK_SIZE). */
export const metadataBlockSize = 4096;

/** A metadata device that can be read block by block. */
export interface MetadataImage {
  /** Whole blocks that it has. */
  readonly blockCount: number;
  /** The bytes of one block, good until the next call. Null: beyond the end, or it cannot be read. */
  block(at: number): Uint8Array | null;
}

export function imageOf(bytes: Uint8Array): MetadataImage {
  const blockCount = Math.floor(bytes.length / metadataBlockSize);
  return {
    blockCount,
    block: (at) => (at < blockCount ? bytes.subarray(at * metadataBlockSize, (at + 1) * metadataBlockSize) : null),
  };
}
