import { withSum } from '#test/builders/hostile-tar.ts';

/** A sequence of numbers that is the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

const block = 512;

type Mutation = (bytes: Buffer, chance: Chance) => Buffer;

/** Changes that know nothing of what they change. */
const blind: Readonly<Record<string, Mutation>> = {
  bits(bytes, chance) {
    for (let n = chance.below(16); n >= 0; n--) bytes[chance.below(bytes.length)]! ^= 1 << chance.below(8);
    return bytes;
  },
  overwrite(bytes, chance) {
    const at = chance.below(bytes.length);
    const value = chance.of([0, 0xff, 0x80, -1]);
    for (let i = at; i < Math.min(bytes.length, at + 1 + chance.below(2000)); i++) {
      bytes[i] = value < 0 ? chance.below(256) : value;
    }
    return bytes;
  },
  cut: (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  remove(bytes, chance) {
    const at = chance.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + chance.below(3000))]);
  },
  repeat(bytes, chance) {
    const at = chance.below(bytes.length);
    const part = bytes.subarray(at, at + 1 + chance.below(5000));
    const times = 1 + chance.below(20);
    return Buffer.concat([bytes.subarray(0, at), ...Array.from({ length: times }, () => part), bytes.subarray(at)]);
  },
  insert(bytes, chance) {
    const at = chance.below(bytes.length);
    const junk = Buffer.from(Array.from({ length: 1 + chance.below(1500) }, () => chance.below(256)));
    return Buffer.concat([bytes.subarray(0, at), junk, bytes.subarray(at)]);
  },
  twice: (bytes) => Buffer.concat([bytes, bytes]),
};

/** Changes to a tar's headers that keep their checksums right, so that they are believed. */
const informed: Readonly<Record<string, Mutation>> = {
  size: (tar, chance) =>
    inHeader(
      tar,
      chance,
      124,
      12,
      chance.of([
        '77777777777\0',
        '00000000000\0',
        '00000000777\0',
        '\x80\0\0\0\0\0\0\x0a\0\0\0\0',
        '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff',
        '            ',
        'zzzzzzzzzzz\0',
      ]),
    ),
  type: (tar, chance) =>
    inHeader(
      tar,
      chance,
      156,
      1,
      String.fromCharCode(chance.of(Array.from(Buffer.from('01234567LKxgSVMDNz\0ÿ', 'latin1')))),
    ),
  name: (tar, chance) =>
    inHeader(
      tar,
      chance,
      0,
      100,
      chance.of([
        '../../../etc/passwd',
        '/proc/1/mountinfo',
        'C:\\x',
        's/proc/1/mountinfo',
        '\x1b[2J',
        '\xe2\x80\xae',
        '',
        '\xff\xfe',
        './././.',
        'a/'.repeat(50),
      ]),
    ),
  link: (tar, chance) =>
    inHeader(tar, chance, 157, 100, chance.of(['/etc/shadow', '../'.repeat(30), '\0', 'x'.repeat(100)])),
  magic: (tar, chance) => inHeader(tar, chance, 257, 8, chance.of(['ustar  \0', '\0\0\0\0\0\0\0\0', 'ustar\0zz'])),
  prefix: (tar, chance) => inHeader(tar, chance, 345, 155, chance.of(['../..', '/', 'x'.repeat(155)])),
  swap(tar, chance) {
    const [one, other] = [headerAt(tar, chance), headerAt(tar, chance)];
    const kept = Buffer.from(tar.subarray(one, one + block));
    tar.copy(tar, one, other, other + block);
    kept.copy(tar, other);
    return tar;
  },
};

function inHeader(tar: Buffer, chance: Chance, from: number, length: number, text: string): Buffer {
  const at = headerAt(tar, chance);
  const header = tar.subarray(at, at + block);
  header.fill(0, from, from + length);
  header.write(text.slice(0, length), from, 'latin1');
  withSum(header);
  return tar;
}

function headerAt(tar: Buffer, chance: Chance): number {
  const headers: number[] = [];
  for (let at = 0; at + block <= tar.length; at += block) {
    if (tar.toString('latin1', at + 257, at + 262) === 'ustar') headers.push(at);
  }
  return headers.length === 0 ? 0 : chance.of(headers);
}

export interface Mutated {
  readonly bytes: Buffer;
  /** What was done, for a failure's report. */
  readonly how: string;
}

/** One to three blind changes. */
export function mutate(bytes: Buffer, chance: Chance): Mutated {
  return several(blind, bytes, 1 + chance.below(3), chance);
}

/** One to four changes of headers, then sometimes a blind one. */
export function mutateTar(tar: Buffer, chance: Chance): Mutated {
  const changed = several(informed, tar, 1 + chance.below(4), chance);
  if (chance.below(3) > 0) return changed;
  const more = several(blind, changed.bytes, 1, chance);
  return { bytes: more.bytes, how: `${changed.how} ${more.how}` };
}

function several(from: Readonly<Record<string, Mutation>>, bytes: Buffer, times: number, chance: Chance): Mutated {
  let current = Buffer.from(bytes);
  const how: string[] = [];
  for (let n = 0; n < times && current.length > block; n++) {
    const name = chance.of(Object.keys(from));
    how.push(name);
    current = Buffer.from(from[name]!(current, chance));
  }
  return { bytes: current, how: how.join(' ') };
}
