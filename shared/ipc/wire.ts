/**
 * One message as one binary frame: how the contract travels over a WebSocket.
 *
 *     [u32 big-endian: length of the header][header: JSON, UTF-8][bytes of the first array][second] …
 *
 * The header is `{ "message": …, "arrays": [[path, length], …] }`. Every Uint8Array of the message is null
 * in `message` and follows as it is; `path` says where it belongs. Places are named apart from the
 * values, so no text from a host can pass for one.
 */
export class WireError extends Error {}

type Path = readonly (string | number)[];

export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const arrays: { path: Path; bytes: Uint8Array }[] = [];
  const stripped = strip(message, [], arrays);
  const header = new TextEncoder().encode(
    JSON.stringify({ message: stripped, arrays: arrays.map(({ path, bytes }) => [path, bytes.length]) }),
  );
  const total = arrays.reduce((sum, { bytes }) => sum + bytes.length, 4 + header.length);
  const frame = new Uint8Array(total);
  new DataView(frame.buffer).setUint32(0, header.length);
  frame.set(header, 4);
  let at = 4 + header.length;
  for (const { bytes } of arrays) {
    frame.set(bytes, at);
    at += bytes.length;
  }
  return frame;
}

/** Throws `WireError` for anything that `encodeFrame` cannot have made. */
export function decodeFrame(frame: Uint8Array): unknown {
  if (frame.length < 4) throw new WireError('shorter than its length field');
  const headerLength = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  const header = readHeader(frame.subarray(4, 4 + headerLength));
  const holder: Record<string, unknown> = { message: header.message };
  let at = 4 + headerLength;
  for (const [path, length] of header.arrays) {
    if (at + length > frame.length) throw new WireError('an array runs past the end');
    put(holder, ['message', ...path], frame.slice(at, at + length));
    at += length;
  }
  if (at !== frame.length) throw new WireError('bytes that belong to nothing');
  return holder.message;
}

function strip(value: unknown, path: Path, arrays: { path: Path; bytes: Uint8Array }[]): unknown {
  if (value instanceof Uint8Array) {
    arrays.push({ path, bytes: value });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => strip(item, [...path, index], arrays));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strip(item, [...path, key], arrays)]));
}

interface Header {
  readonly message: unknown;
  readonly arrays: readonly (readonly [Path, number])[];
}

function readHeader(bytes: Uint8Array): Header {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new WireError('the header is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || !('message' in parsed) || !('arrays' in parsed)) {
    throw new WireError('the header lacks its fields');
  }
  const { message, arrays } = parsed;
  if (!Array.isArray(arrays) || !arrays.every(isPlace)) throw new WireError('the places are malformed');
  return { message, arrays };
}

const isPlace = (place: unknown): place is [Path, number] =>
  Array.isArray(place) &&
  place.length === 2 &&
  Array.isArray(place[0]) &&
  place[0].every((step) => typeof step === 'string' || typeof step === 'number') &&
  Number.isSafeInteger(place[1]) &&
  place[1] >= 0;

/** Only a place that exists and holds null may be filled: a path can reach no prototype. */
function put(holder: Record<string, unknown>, path: Path, bytes: Uint8Array): void {
  let at: unknown = holder;
  for (const step of path.slice(0, -1)) at = own(at, step);
  const last = path[path.length - 1]!;
  if (own(at, last) !== null) throw new WireError('an array has no place');
  (at as Record<string | number, unknown>)[last] = bytes;
}

function own(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
    throw new WireError('a path leads nowhere');
  }
  return (value as Record<string | number, unknown>)[step];
}
