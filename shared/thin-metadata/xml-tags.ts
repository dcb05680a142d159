/**
 * The tags of thin_dump's XML at the level of bytes. A dump of two million mappings is 130 MB of them, so the attributes
 * of a mapping are read as numbers on the spot, without a string or an object.
 */
const quote = 0x22;
const apostrophe = 0x27;
const equals = 0x3d;
const slash = 0x2f;
const open = 0x3c;
const close = 0x3e;
const isSpace = (b: number) => b === 0x20 || b === 0x0a || b === 0x09 || b === 0x0d;

/** What a `<single_mapping>` or `<range_mapping>` says. NaN: the attribute is missing or no number. */
export interface MappingTag {
  origin: number;
  data: number;
  /** 1 for a single mapping. */
  length: number;
  time: number;
}

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const names = {
  origin: [ascii('origin_block'), ascii('origin_begin')],
  data: [ascii('data_block'), ascii('data_begin')],
  length: [ascii('length')],
  time: [ascii('time')],
} as const;
const single = ascii('<single_mapping ');
const range = ascii('<range_mapping ');

export type MappingKind = 'single' | 'range' | null;

/** What mapping starts at the `<` at `at`; null for any other tag. */
export function mappingKind(bytes: Uint8Array, at: number): MappingKind {
  // Both names are told by one byte; the rest of the name is compared once.
  if (bytes[at + 1] === single[1]) return matches(bytes, at, single) ? 'single' : null;
  if (bytes[at + 1] === range[1]) return matches(bytes, at, range) ? 'range' : null;
  return null;
}

/**
 * Reads the attributes of a mapping into `into`. Returns where the tag ends, or -1 when `bytes` end before it. A tag in
 * which another begins ends there and has no origin.
 */
export function readMapping(bytes: Uint8Array, at: number, kind: 'single' | 'range', into: MappingTag): number {
  into.origin = into.data = into.time = Number.NaN;
  into.length = kind === 'single' ? 1 : Number.NaN;
  let i = at + (kind === 'single' ? single.length : range.length);
  for (;;) {
    while (isSpace(bytes[i]!)) i++;
    if (i >= bytes.length) return -1;
    const b = bytes[i]!;
    if (b === close) return i + 1;
    if (b === slash) {
      i++;
      continue;
    }
    const nameAt = i;
    while (i < bytes.length && bytes[i] !== equals && bytes[i] !== close && bytes[i] !== open) i++;
    if (i >= bytes.length) return -1;
    if (bytes[i] === open) {
      into.origin = Number.NaN;
      return i;
    }
    if (bytes[i] === close) return i + 1;
    const nameEnd = i++;
    const mark = bytes[i];
    if (mark !== quote && mark !== apostrophe) {
      if (i >= bytes.length) return -1;
      continue;
    }
    let value = 0;
    const valueAt = ++i;
    for (; i < bytes.length && bytes[i] !== mark; i++) {
      const digit = bytes[i]! - 0x30;
      value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
    }
    if (i >= bytes.length) return -1;
    if (i === valueAt) value = Number.NaN;
    i++;
    setAttribute(bytes, nameAt, nameEnd, value, into);
  }
}

function setAttribute(bytes: Uint8Array, from: number, to: number, value: number, into: MappingTag): void {
  const length = to - from;
  const is = (wanted: Uint8Array) => wanted.length === length && matches(bytes, from, wanted);
  if (length === 12 && (is(names.origin[0]) || is(names.origin[1]))) into.origin = value;
  else if (length === 10 && (is(names.data[0]) || is(names.data[1]))) into.data = value;
  else if (length === 4 && is(names.time[0])) into.time = value;
  else if (length === 6 && is(names.length[0])) into.length = value;
}

function matches(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = wanted.length - 1; i >= 0; i--) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/**
 * Where the tag at the `<` at `at` ends, or another begins in it, minding quotes; -1 when `bytes` end before it. No attribute
 * may hold a `<` (XML 1.0, AttValue): one in quotes means that a quote was damaged, and must not swallow what follows.
 */
export function endOfTag(bytes: Uint8Array, at: number): number {
  let inside = 0;
  for (let i = at + 1; i < bytes.length; i++) {
    const b = bytes[i]!;
    if (b === open) return i;
    if (inside !== 0) {
      if (b === inside) inside = 0;
    } else if (b === quote || b === apostrophe) inside = b;
    else if (b === close) return i + 1;
  }
  return -1;
}

export interface Tag {
  readonly name: string;
  /** `end`: `</name>`. `empty`: `<name/>`. */
  readonly form: 'start' | 'end' | 'empty';
  readonly attributes: ReadonlyMap<string, string>;
}

const latin1 = new TextDecoder('latin1');

/** A whole tag other than a mapping, between `at` and `end`. Entities stay as they stand: no field of ours has any. */
export function readTag(bytes: Uint8Array, at: number, end: number): Tag {
  const text = latin1.decode(bytes.subarray(at + 1, end - 1));
  const name = /^\/?([A-Za-z_][\w.-]*)/.exec(text)?.[1] ?? '';
  const attributes = new Map<string, string>();
  for (const [, key, double, single] of text.matchAll(/([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(key!, double ?? single ?? '');
  }
  return { name, form: text.startsWith('/') ? 'end' : text.endsWith('/') ? 'empty' : 'start', attributes };
}
