import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, WireError } from '#shared/ipc/wire.ts';

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
  ),
})).any;

describe('a frame', () => {
  it('carries every message of JSON values and byte arrays unchanged', () => {
    fc.assert(
      fc.property(value, (message) => {
        // JSON has no way to say -0, and fast-check's records have no prototype; both are outside the contract.
        const plain = JSON.parse(JSON.stringify({ message: strip(message) }));
        expect(JSON.parse(JSON.stringify({ message: strip(decodeFrame(encodeFrame(message))) }))).toEqual(plain);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps byte arrays as byte arrays, each at its place', () => {
    const message = { a: new Uint8Array([1, 2]), b: [new Uint8Array(0), null, { c: new Uint8Array([255]) }] };
    expect(decodeFrame(encodeFrame(message))).toEqual(message);
  });

  it('gives the bytes their own memory, so that a view does not keep a whole frame alive', () => {
    const decoded = decodeFrame(encodeFrame({ a: new Uint8Array([7]) })) as { a: Uint8Array };
    expect(decoded.a.buffer.byteLength).toBe(1);
  });
});

describe('a frame from a stranger', () => {
  it('is refused with WireError or decoded, whatever its bytes are', () => {
    const whole = encodeFrame({ type: 'x', bytes: new Uint8Array(9) });
    let refused = 0;
    const flips = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(flips, fc.nat(whole.length), (changes, cut) => {
        const frame = whole.slice(0, cut);
        for (const [at, byte] of changes) if (at < cut) frame[at] = byte;
        try {
          decodeFrame(frame);
        } catch (error) {
          refused += 1;
          expect(error).toBeInstanceOf(WireError);
        }
      }),
      { numRuns: 5000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  it.each([
    ['a path to a prototype', { message: {}, arrays: [[['__proto__', 'polluted'], 1]] }],
    ['a path through constructor', { message: {}, arrays: [[['constructor', 'prototype', 'x'], 1]] }],
    ['a place that holds something', { message: { a: 'text' }, arrays: [[['a'], 1]] }],
    ['a negative length', { message: { a: null }, arrays: [[['a'], -1]] }],
    ['a length past the end', { message: { a: null }, arrays: [[['a'], 2]] }],
  ])('is refused for %s', (_what, header) => {
    const json = new TextEncoder().encode(JSON.stringify(header));
    const frame = new Uint8Array(4 + json.length + 1);
    new DataView(frame.buffer).setUint32(0, json.length);
    frame.set(json, 4);
    expect(() => decodeFrame(frame)).toThrow(WireError);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

/** Byte arrays as something JSON can compare. */
function strip(message: unknown): unknown {
  if (message instanceof Uint8Array) return { bytes: [...message] };
  if (Array.isArray(message)) return message.map(strip);
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(Object.entries(message).map(([key, item]) => [key, strip(item)]));
}
