import { sha256Hex } from '#shared/base/sha256.ts';
import { keyedBytes, keyedStream } from '#shared/export/redaction/keyed.ts';

/** Shortest run of hex digits that is an id: what `docker ps` prints. */
export const shortId = 12;

/** sha256 of no bytes: every empty file has it, and it names none. It stays. */
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A digest that is made of two others: sha256 of their texts with a space between (`sha256:<hex> sha256:<hex>`), as an image's chain ids are. */
export interface MadeDigest {
  readonly id: string;
  readonly parent: string;
  readonly diff: string;
}

/**
 * Pseudonyms of ids, hex for hex and of equal length, so that a short form's pseudonym is the beginning of that of the long
 * form. The first 12 digits go one by one, each keyed by those before it (as in Crypto-PAn); the rest is added to a stream
 * keyed by the first 12. Digests made of others are made of the others' pseudonyms.
 */
export class IdPseudonyms {
  readonly #key: string;
  readonly #known = new Map<string, string>();
  readonly #made = new Map<string, MadeDigest>();
  readonly #madeOf = new Map<string, string>();

  constructor(key: string, made: readonly MadeDigest[] = []) {
    this.#key = key;
    for (const digest of made) this.#made.set(digest.id.slice(0, shortId), digest);
  }

  /** `id`: 12 or more hex digits in lower case, a uuid without its dashes. */
  of(id: string): string {
    if (ofNothing.startsWith(id)) return id;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const made = this.#made.get(id.slice(0, shortId));
    const pseudonym = made?.id.startsWith(id) ? this.#ofMade(made).slice(0, id.length) : this.#plain(id);
    this.#known.set(id, pseudonym);
    return pseudonym;
  }

  #ofMade(made: MadeDigest): string {
    const known = this.#madeOf.get(made.id);
    if (known !== undefined) return known;
    // Set before its parts are asked for: a forged digest may be made of itself.
    this.#madeOf.set(made.id, this.#plain(made.id));
    const text = `sha256:${this.of(made.parent)} sha256:${this.of(made.diff)}`;
    const pseudonym = sha256Hex(new TextEncoder().encode(text));
    this.#madeOf.set(made.id, pseudonym);
    return pseudonym;
  }

  #plain(id: string): string {
    let out = '';
    for (let i = 0; i < Math.min(id.length, shortId); i++) {
      const shift = keyedBytes(this.#key, 'id', id.slice(0, i))[0]! & 15;
      out += ((Number.parseInt(id[i]!, 16) + shift) & 15).toString(16);
    }
    const stream = keyedStream(this.#key, 'id-rest', id.slice(0, shortId));
    for (let i = shortId; i < id.length; i++) {
      out += ((Number.parseInt(id[i]!, 16) + stream.next().value) & 15).toString(16);
    }
    return out;
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** LVM's own ids, 32 characters without the dashes: letters and digits stay letters and digits. */
export function lvmPseudonym(key: string, id: string): string {
  const stream = keyedStream(key, 'lvm', id);
  return Array.from({ length: id.length }, () => alphabet[stream.next().value % alphabet.length]).join('');
}
