/** The decoders against the programs that packed: same bytes, and what was good before a fault is kept. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { BrokenPacking, packingOf } from '#electron/node/unpack/packing.ts';
import { unpackFile } from '#electron/node/unpack/unpack-file.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'um-unpack-'));
afterAll(() => rmSync(dir, { recursive: true }));
const file = path.join(dir, 'packed');

/** Text with long matches, runs of every length, and bytes that do not pack. */
const plain = Buffer.concat([
  Buffer.from('36 35 98:0 / /var/lib/docker/overlay2 rw,relatime shared:7 - overlay overlay rw\n'.repeat(3000)),
  ...Array.from({ length: 600 }, (_, i) => Buffer.alloc(i, i)),
  Buffer.from(Array.from({ length: 200_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 24)),
]);

const pack: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
  xz: (bytes) => execFileSync('xz', ['-c'], { input: bytes }),
  bzip2: (bytes) => execFileSync('bzip2', ['-c', '-1'], { input: bytes }),
};

async function unpack(packed: Buffer, signal = new AbortController().signal) {
  writeFileSync(file, packed);
  const pieces: Uint8Array[] = [];
  let broken: string | null = null;
  try {
    for await (const piece of unpackFile(file, packingOf(packed), signal)) pieces.push(piece);
  } catch (error) {
    if (!(error instanceof BrokenPacking)) throw error;
    broken = error.what;
  }
  return { bytes: Buffer.concat(pieces), broken };
}

describe.each(Object.keys(pack))('%s', (name) => {
  const packed = pack[name]!(plain);

  it('gives back what was packed', async () => {
    const { bytes, broken } = await unpack(packed);
    expect(broken).toBeNull();
    expect(bytes.equals(plain)).toBe(true);
  });

  it('reads concatenated streams as one', async () => {
    const { bytes, broken } = await unpack(Buffer.concat([packed, pack[name]!(Buffer.from('more')), packed]));
    expect(broken).toBeNull();
    expect(bytes.equals(Buffer.concat([plain, Buffer.from('more'), plain]))).toBe(true);
  });

  it('gives a beginning of it when it is cut, wherever that is', async () => {
    for (const share of [0.2, 0.5, 0.8, 0.999]) {
      const { bytes } = await unpack(packed.subarray(0, Math.floor(packed.length * share)));
      expect(plain.subarray(0, bytes.length).equals(bytes), `${share}`).toBe(true);
      if (share < 0.9) expect(bytes.length).toBeLessThan(plain.length);
    }
  });

  it('says that it is damaged when a byte near the end was changed', async () => {
    const changed = Buffer.from(packed);
    changed[changed.length - 30]! ^= 0x55;
    expect((await unpack(changed)).broken).toMatch(/damaged|cut/);
  });

  it('never throws anything else, whatever byte is changed', async () => {
    const small = pack[name]!(plain.subarray(0, 4000));
    for (let at = 4; at < small.length; at += Math.ceil(small.length / 60)) {
      const changed = Buffer.from(small);
      changed[at]! ^= 1 << (at % 8);
      await unpack(changed);
    }
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await unpack(packed, stop.signal)).bytes.length).toBe(0);
  });
});

describe('zstd', () => {
  it('skips frames that are to be skipped', async () => {
    const skippable = Buffer.from('502a4d1804000000deadbeef', 'hex');
    const packed = Buffer.concat([zstdCompressSync(Buffer.from('a')), skippable, zstdCompressSync(Buffer.from('b'))]);
    expect((await unpack(packed)).bytes.toString()).toBe('ab');
  });
});

describe('xz', () => {
  it('says what it cannot read: another check, another filter', async () => {
    const packed = (...options: string[]) => execFileSync('xz', ['-c', ...options], { input: plain });
    expect((await unpack(packed('--check=sha256'))).broken).toBe('unsupported');
    expect((await unpack(packed('--x86', '--lzma2=preset=1'))).broken).toBe('unsupported');
  });

  it('does not hold a dictionary of a gigabyte because a header asks for one', async () => {
    const before = process.memoryUsage.rss();
    const packed = execFileSync('xz', ['-c', '--lzma2=dict=1GiB,mode=fast,nice=4,mf=hc3'], { input: plain });
    const { bytes, broken } = await unpack(packed);
    expect(broken === 'unsupported' || bytes.equals(plain)).toBe(true);
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 ** 2);
  });
});

it('is told by its first bytes', () => {
  expect(packingOf(readFileSync(import.meta.filename))).toBe('none');
  for (const [name, by] of Object.entries(pack)) expect(packingOf(by(Buffer.from('x')))).toBe(name);
});
