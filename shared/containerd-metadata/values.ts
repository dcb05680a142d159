import { type Absent, unparsable } from '#shared/base/absent.ts';

/** Seconds from the year 1, where Go's clock starts, to 1970. */
const toUnix = 62_135_596_800;

/**
 * Go's time.Time.MarshalBinary, as milliseconds since the epoch:
 *
 *     0 version (1: 1 or 2)   1 seconds since year 1 (8, big-endian)   9 nanoseconds (4)   13 zone, minutes (2)   15 (only in 2) seconds
 *
 * src/time/time.go. The seconds are those of UTC, whatever the zone says.
 */
export function readGoTime(bytes: Uint8Array): number | Absent {
  const length = bytes[0] === 1 ? 15 : bytes[0] === 2 ? 16 : 0;
  if (bytes.length !== length || length === 0) return unparsable('not a binary time of Go');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const seconds = view.getInt32(1) * 0x100000000 + view.getUint32(5);
  const ms = (seconds - toUnix) * 1000 + Math.floor(view.getUint32(9) / 1e6);
  return Math.abs(ms) <= 8.64e15 ? ms : unparsable('a time beyond the calendar');
}

/** binary.Uvarint of Go's encoding/binary: 7 bits a byte, lowest first. */
export function readUvarint(bytes: Uint8Array): number | Absent {
  const value = uvarint(bytes);
  return typeof value === 'bigint' ? exact(value) : value;
}

/** binary.Varint: as Uvarint, zig-zag (0, -1, 1, -2, …). */
export function readVarint(bytes: Uint8Array): number | Absent {
  const value = uvarint(bytes);
  return typeof value === 'bigint' ? exact((value >> 1n) ^ -(value & 1n)) : value;
}

/** Two Uvarints with a zero byte between: how a snapshot store keys the link from a parent to a child. Null: it is not that. */
export function readParentKey(key: Uint8Array): { readonly parent: number; readonly child: number } | null {
  const end = key.findIndex((byte) => byte < 0x80) + 1;
  if (end === 0 || key[end] !== 0) return null;
  const parent = readUvarint(key.subarray(0, end));
  const child = readUvarint(key.subarray(end + 1));
  return typeof parent === 'number' && typeof child === 'number' ? { parent, child } : null;
}

function uvarint(bytes: Uint8Array): bigint | Absent {
  let value = 0n;
  for (const [i, byte] of bytes.subarray(0, 10).entries()) {
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) {
      return i === bytes.length - 1 && value < 1n << 64n ? value : unparsable('bytes behind the end of a number');
    }
  }
  return unparsable(bytes.length === 0 ? 'an empty number' : 'a number without an end');
}

const exact = (value: bigint): number | Absent =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= -BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(value)
    : unparsable(`${value} is beyond 2^53`);
