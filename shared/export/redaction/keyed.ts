import { sha256Hex } from '#shared/base/sha256.ts';

const encoder = new TextEncoder();

/** 32 bytes that only who has the key can foretell: sha256 over the key (fixed length, so no text extends it), `use` and `text`. */
export const keyedBytes = (key: string, use: string, text: string): Uint8Array => {
  const hex = sha256Hex(encoder.encode(`${key}\0${use}\0${text}\0${key}`));
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
};

/** As many of them as are asked for. */
export function* keyedStream(key: string, use: string, text: string): Generator<number, never> {
  for (let block = 0; ; block++) yield* keyedBytes(key, use, `${block} ${text}`);
}
