import { metadataChecksum } from '#shared/thin-metadata/crc32c.ts';

/** Metadata images as tests change them: every block of 4096 bytes, checksums put right again where a test wants a lie to be believed. */
export const blockOf = (image: Buffer, block: number) => image.subarray(block * 4096, (block + 1) * 4096);

const xor = { superblock: 160774, node: 121107 } as const;

export function reseal(
  image: Buffer,
  block: number,
  kind: keyof typeof xor = block === 0 ? 'superblock' : 'node',
): void {
  const bytes = blockOf(image, block);
  bytes.writeUInt32LE(metadataChecksum(bytes, 4, 4096, xor[kind]), 0);
}

export const rootsOf = (image: Buffer) => ({
  mappings: Number(image.readBigUInt64LE(320)),
  details: Number(image.readBigUInt64LE(328)),
});

export interface RawNode {
  readonly block: number;
  readonly isLeaf: boolean;
  readonly keys: readonly number[];
  /** Block numbers, in internal nodes and in the tree of devices. */
  readonly values: readonly number[];
}

/** A node read without any check: what tests know of an image they trust. */
export function rawNode(image: Buffer, block: number): RawNode {
  const bytes = blockOf(image, block);
  const entries = bytes.readUInt32LE(16);
  const valuesAt = 32 + 8 * bytes.readUInt32LE(20);
  const at = (offset: number) =>
    Array.from({ length: entries }, (_, i) => Number(bytes.readBigUInt64LE(offset + 8 * i)));
  return { block, isLeaf: bytes.readUInt32LE(4) === 2, keys: at(32), values: at(valuesAt) };
}

/** Every node of a tree. */
export function nodesOf(image: Buffer, root: number): RawNode[] {
  const node = rawNode(image, root);
  return node.isLeaf ? [node] : [node, ...node.values.flatMap((child) => nodesOf(image, child))];
}

/** Root of each device's mapping tree. */
export const deviceRoots = (image: Buffer): Map<number, number> =>
  new Map(
    nodesOf(image, rootsOf(image).mappings)
      .filter((n) => n.isLeaf)
      .flatMap((n) => n.keys.map((key, i) => [key, n.values[i]!] as const)),
  );
