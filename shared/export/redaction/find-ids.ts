import { byteText, foldAscii, hexDigit, isWordByte } from '#shared/export/redaction/byte-text.ts';
import { shortId } from '#shared/export/redaction/pseudonym-of-id.ts';

/** Where an id stands: the offsets of its digits, which in a uuid are not side by side. */
export interface FoundId {
  readonly kind: 'hex' | 'lvm';
  /** Without separators; hex in lower case. */
  readonly id: string;
  readonly at: readonly number[];
}

/**
 * Ids in bytes: runs of 12 or more hex digits with a letter among them, uuids (also with `_`, `--` or `\x2d` for a dash) and LVM's.
 * A run of decimal digits is a number (an inode, a size, nanoseconds) unless `isShortForm` knows it as the start of an id.
 */
export function* findIds(bytes: Uint8Array, isShortForm: (digits: string) => boolean): Generator<FoundId> {
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    if (!isWordByte(byte)) {
      i += escapeLength(bytes, i);
      continue;
    }
    if (!isWordByte(bytes[i - 1] ?? 0)) {
      const lvm = lvmId(bytes, i);
      if (lvm) {
        for (const found of lvm) yield found;
        i = lvm.at(-1)!.at.at(-1)! + 1;
        continue;
      }
    }
    if (hexDigit(byte) < 0 || isPod(bytes, i)) {
      i += 1;
      continue;
    }
    let end = i + 1;
    while (hexDigit(bytes[end]) >= 0) end += 1;
    const uuid = end - i >= 8 ? uuidAt(bytes, end - 8) : null;
    if (uuid) {
      yield uuid;
      i = uuid.at.at(-1)! + 1;
      continue;
    }
    if (end - i >= shortId) {
      const id = textOf(bytes, i, end);
      if (/[a-f]/.test(id) ? !isCapabilityMask(bytes, i) : isShortForm(id)) {
        yield { kind: 'hex', id, at: Array.from({ length: end - i }, (_, n) => i + n) };
      }
    }
    i = end;
  }
}

/** `\x2d`, `\u002d`, `\040`, `\n`, `%2F`: their digits belong to no word. 1 for anything else. */
export function escapeLength(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  const digits = (from: number, count: number) => {
    for (let i = 0; i < count; i++) if (hexDigit(bytes[from + i]) < 0) return false;
    return true;
  };
  if (byte === 0x25) return digits(at + 1, 2) ? 3 : 1;
  if (byte !== 0x5c) return 1;
  const next = bytes[at + 1];
  if (next === 0x78 && digits(at + 2, 2)) return 4;
  if (next === 0x75 && digits(at + 2, 4)) return 6;
  if (next !== undefined && next >= 0x30 && next <= 0x37 && digits(at + 2, 2)) return 4;
  return next !== undefined && 'nrtbf'.includes(String.fromCharCode(next)) ? 2 : 1;
}

/** The d of `pod` before a pod's uid, which is no digit of it. */
const isPod = (bytes: Uint8Array, at: number) =>
  (bytes[at]! | 0x20) === 0x64 && (bytes[at - 1]! | 0x20) === 0x6f && (bytes[at - 2]! | 0x20) === 0x70;

/** `CapEff:\t…` and `cap_eff=…` are sets of capabilities. */
const isCapabilityMask = (bytes: Uint8Array, at: number) =>
  /cap_?(?:inh|prm|eff|bnd|amb)[:=]\s*$/i.test(String.fromCharCode(...bytes.subarray(Math.max(0, at - 12), at)));

const textOf = (bytes: Uint8Array, from: number, to: number) => foldAscii(byteText(bytes.subarray(from, to)));

function uuidAt(bytes: Uint8Array, from: number): FoundId | null {
  const at: number[] = [];
  let i = from;
  for (const [group, length] of [8, 4, 4, 4, 12].entries()) {
    if (group > 0) {
      const gap = dashLength(bytes, i);
      if (gap === 0) return null;
      i += gap;
    }
    for (let n = 0; n < length; n++, i++) {
      if (hexDigit(bytes[i]) < 0) return null;
      at.push(i);
    }
  }
  if (hexDigit(bytes[i]) >= 0) return null;
  return { kind: 'hex', id: at.map((n) => String.fromCharCode(bytes[n]!).toLowerCase()).join(''), at };
}

function dashLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x5f) return 1;
  if (bytes[at] === 0x2d) return bytes[at + 1] === 0x2d ? 2 : 1;
  return bytes[at] === 0x5c &&
    escapeLength(bytes, at) === 4 &&
    bytes[at + 2] === 0x32 &&
    (bytes[at + 3]! | 0x20) === 0x64
    ? 4
    : 0;
}

/** `AbCdEf-AbCd-AbCd-AbCd-AbCd-AbCd-AbCdEf`, and the one or two of them without dashes in a dm uuid `LVM-…`. */
function lvmId(bytes: Uint8Array, at: number): readonly FoundId[] | null {
  const isDashed = bytes[at + 6] === 0x2d && bytes[at + 11] === 0x2d && bytes[at + 16] === 0x2d;
  if (!isDashed && !(bytes[at + 3] === 0x2d && bytes[at] === 0x4c && bytes[at + 1] === 0x56)) return null;
  const text = String.fromCharCode(...bytes.subarray(at, at + 69));
  const dashed = /^[A-Za-z0-9]{6}(?:-[A-Za-z0-9]{4}){5}-[A-Za-z0-9]{6}(?![A-Za-z0-9])/.exec(text)?.[0];
  if (dashed) {
    const places = Array.from(dashed, (c, i) => (c === '-' ? -1 : at + i)).filter((i) => i >= 0);
    return [{ kind: 'lvm', id: dashed.replaceAll('-', ''), at: places }];
  }
  const joined = /^LVM-((?:[A-Za-z0-9]{32}){1,2})(?![A-Za-z0-9])/.exec(text)?.[1];
  if (!joined) return null;
  return Array.from({ length: joined.length / 32 }, (_, unit) => ({
    kind: 'lvm' as const,
    id: joined.slice(32 * unit, 32 * unit + 32),
    at: Array.from({ length: 32 }, (_, i) => at + 4 + 32 * unit + i),
  }));
}
