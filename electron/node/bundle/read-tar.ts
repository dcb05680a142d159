import type { ReadLimits } from '#electron/node/bundle/limits.ts';
import { endOfTar, parseTarHeader, tarBlock, tarHeader, tarPadding } from '#shared/bundle/tar.ts';

export type TarItem =
  | {
      readonly kind: 'member';
      readonly name: string;
      readonly body: Buffer;
      /** Header, body and padding as they stand in the file: what the seal covers. */
      readonly raw: readonly Buffer[];
      /** Header and padding are byte for byte what our writer makes. */
      readonly canonical: boolean;
    }
  /** Two zero blocks and nothing after them (`canonical`), or something. */
  | { readonly kind: 'end'; readonly canonical: boolean }
  /** The bytes end inside a member, or where one should begin. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'bad'; readonly member: string; readonly because: string };

/**
 * Members of a bundle's tar, in order; ends after the first item that is not a member.
 *
 * Holds one member at a time. Sizes in headers are believed only as far as bytes really follow.
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>, limits: ReadLimits): AsyncGenerator<TarItem> {
  const blocks = new Pull(chunks);
  let last = 'the first member';
  for (let count = 0; ; count++) {
    const header = await blocks.take(tarBlock);
    if (!header) return yield { kind: 'cut' };
    const parsed = parseTarHeader(header);
    if (parsed.kind === 'bad') {
      return yield { kind: 'bad', member: count === 0 ? last : `the member after ${last}`, because: parsed.because };
    }
    if (parsed.kind === 'end') {
      const rest = await blocks.take(endOfTar.length - tarBlock);
      const zero = rest?.every((byte) => byte === 0) ?? false;
      return yield { kind: 'end', canonical: zero && (await blocks.take(1)) === null };
    }
    const { name, size } = parsed;
    if (count >= limits.members) return yield { kind: 'bad', member: name, because: `more than ${count} members` };
    if (size > limits.memberBytes) return yield { kind: 'bad', member: name, because: `${size} bytes in one member` };
    const body = await blocks.take(size);
    const padding = body && (await blocks.take(tarPadding(size).length));
    if (!body || !padding) return yield { kind: 'cut' };
    const canonical = header.equals(tarHeader(name, size)) && padding.every((byte) => byte === 0);
    yield { kind: 'member', name, body, raw: [header, body, padding], canonical };
    last = name;
  }
}

/** Exact numbers of bytes from chunks of any size. */
class Pull {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Null when fewer than `size` bytes are left; they are dropped then. */
  async take(size: number): Promise<Buffer | null> {
    while (this.#heldBytes < size) {
      const next = await this.#chunks.next();
      if (next.done) return null;
      this.#held.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
      this.#heldBytes += next.value.byteLength;
    }
    const all = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = [all.subarray(size)];
    this.#heldBytes -= size;
    return all.subarray(0, size);
  }
}
