import { sha256Hex } from '#shared/base/sha256.ts';

const encoder = new TextEncoder();

/**
 * Chain ids of an image's layers, lowest first: the first is its diff id, each further one the hash of the text
 * "<chain id below> <diff id>". https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid
 */
export function chainIds(diffIds: readonly string[]): readonly string[] {
  const chain: string[] = [];
  for (const diffId of diffIds) {
    const below = chain.at(-1);
    chain.push(below === undefined ? diffId : `sha256:${sha256Hex(encoder.encode(`${below} ${diffId}`))}`);
  }
  return chain;
}
