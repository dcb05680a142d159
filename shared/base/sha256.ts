/**
 * SHA-256 (FIPS 180-4) of bytes, as lower-case hex.
 *
 * In plain TypeScript because shared/ has no crypto and the evidence table shows the hash of each record
 * on either side of a process boundary. About 100 MB/s: for rows that are looked at. Whole captures are hashed
 * by the platform's own function (shared/evidence/evidence-sha256.ts).
 */
export function sha256Hex(message: Uint8Array): string {
  const state = Uint32Array.from(initial);
  const schedule = new Uint32Array(64);
  const whole = message.length - (message.length % 64);
  for (let at = 0; at < whole; at += 64) compress(state, schedule, message, at);
  const tail = padded(message, whole);
  for (let at = 0; at < tail.length; at += 64) compress(state, schedule, tail, at);
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

/** What is left after the whole blocks, a 1 bit, zeros, and the length in bits as 64 bits, big-endian. */
function padded(message: Uint8Array, from: number): Uint8Array {
  const left = message.length - from;
  const tail = new Uint8Array(left < 56 ? 64 : 128);
  tail.set(message.subarray(from));
  tail[left] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(message.length / 0x20000000));
  view.setUint32(tail.length - 4, (message.length << 3) >>> 0);
  return tail;
}

function compress(state: Uint32Array, w: Uint32Array, bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) {
    const i = at + t * 4;
    w[t] = (bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!;
  }
  for (let t = 16; t < 64; t++) {
    const a = w[t - 15]!;
    const b = w[t - 2]!;
    const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    w[t] = (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[t]! + w[t]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [i, v] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i]! + v) | 0;
}

/** First 32 bits of the fractional parts of the cube (k) and square (initial) roots of the first primes. */
const primes = firstPrimes(64);
const k = Uint32Array.from(primes, (p) => Math.floor((Math.cbrt(p) % 1) * 0x100000000));
const initial = Uint32Array.from(primes.slice(0, 8), (p) => Math.floor((Math.sqrt(p) % 1) * 0x100000000));

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found;
}
