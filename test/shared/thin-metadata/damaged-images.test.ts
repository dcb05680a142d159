import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockListImage, packBlocks } from '#shared/thin-metadata/block-list.ts';
import { BlockUse } from '#shared/thin-metadata/block-use.ts';
import { imageOf } from '#shared/thin-metadata/image.ts';
import { readThinImage } from '#shared/thin-metadata/read-image.ts';
import { looksLikeThinMetadata } from '#shared/thin-metadata/superblock.ts';
import { type DamageKind, thinLimits } from '#shared/thin-metadata/thin-metadata.ts';
import { blockOf, deviceRoots, nodesOf, rawNode, reseal, rootsOf } from '#test/shared/thin-metadata/edit-image.ts';
import { mappingsOf } from '#test/shared/thin-metadata/thin-tools.ts';

/** Docker's pool of the lab as a device again: blocks that reading does not need are zero. */
const sound = wholeImage(gunzipSync(readFileSync(path.join(import.meta.dirname, 'fixtures', 'docker-pool.blocks.gz'))));
const expected = readThinImage(sound);
const roots = deviceRoots(sound);
const users = usersOfNodes();

function wholeImage(list: Buffer): Buffer {
  const image = blockListImage(list)!;
  let last = 0;
  for (let i = 0; i < image.blockCount; i++) if (image.block(i)) last = i;
  const blocks = Array.from({ length: last + 1 }, (_, i) => Buffer.from(image.block(i) ?? Buffer.alloc(4096)));
  return Buffer.concat(blocks);
}

/** Devices whose mappings hang below each block. */
function usersOfNodes(): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [device, root] of roots) {
    for (const { block } of nodesOf(sound, root)) found.set(block, [...(found.get(block) ?? []), device]);
  }
  return found;
}

function damaged(change: (image: Buffer) => void) {
  const image = Buffer.from(sound);
  change(image);
  return readThinImage(image);
}

it('starts from an image with shared nodes and more than one level', () => {
  expect(expected.damage).toEqual([]);
  expect(expected.devices).toHaveLength(39);
  expect([...users.values()].filter((u) => u.length > 1).length).toBeGreaterThan(5);
  expect([...roots.values()].some((root) => !rawNode(sound, root).isLeaf)).toBe(true);
});

describe('a bad node of the mappings', () => {
  const picked = [...users.keys()].filter((_, i) => i % 9 === 0);

  it.each(picked)('in block %i is named, with the devices that lose by it; every other device is kept', (block) => {
    for (const at of [4 + (block % 20), 40, 2000, 4095]) {
      const read = damaged((image) => (blockOf(image, block)[at]! ^= 0x10));
      const lost = users.get(block)!.toSorted((a, b) => a - b);
      expect(read.damage).toMatchObject([{ block, what: 'checksum', devices: lost }]);
      const isKept = (id: number) => !lost.includes(id);
      expect(mappingsOf(read, isKept)).toEqual(mappingsOf(expected, isKept));
      expect(read.devices.filter((d) => !d.whole).map((d) => d.id)).toEqual(lost);
      expect(read.devices.map((d) => d.id)).toEqual(expected.devices.map((d) => d.id));
      // Of a device with several leaves the others are kept.
      for (const id of lost.filter((id) => roots.get(id) !== block))
        expect(mappingsOf(read, (i) => i === id)).not.toEqual([]);
    }
  });

  const leaf = [...users.keys()].find(
    (block) => rawNode(sound, block).isLeaf && rawNode(sound, block).keys.length > 2,
  )!;
  const inner = [...users.keys()].find((block) => !rawNode(sound, block).isLeaf)!;
  const lies: readonly (readonly [string, number, DamageKind, (node: Buffer) => unknown])[] = [
    ['stands in another block', leaf, 'location', (n) => n.writeUInt32LE(9999, 8)],
    ['is neither leaf nor internal', leaf, 'header', (n) => n.writeUInt32LE(3, 4)],
    ['has more entries than it may', leaf, 'header', (n) => n.writeUInt32LE(253, 16)],
    ['has entries that do not fit', leaf, 'header', (n) => n.writeUInt32LE(0xffffffff, 20)],
    ['has values of another size', leaf, 'header', (n) => n.writeUInt32LE(24, 24)],
    ['has keys out of order', leaf, 'keys', (n) => n.writeBigUInt64LE(n.readBigUInt64LE(32), 40)],
    ['has a key of 2^60', leaf, 'keys', (n) => n.writeBigUInt64LE(1n << 60n, 32 + 8 * (n.readUInt32LE(16) - 1))],
    ['is internal without entries', inner, 'header', (n) => n.writeUInt32LE(0, 16)],
  ];
  it.each(lies)('that %s is named though its checksum is right', (_what, block, what, lie) => {
    const read = damaged((image) => {
      lie(blockOf(image, block));
      reseal(image, block);
    });
    expect(read.damage).toMatchObject([{ block, what, devices: users.get(block)!.toSorted((a, b) => a - b) }]);
  });

  it('that points out of the device, at itself or at the superblock ends the walk', () => {
    for (const target of [2 ** 40, inner, 0]) {
      const read = damaged((image) => {
        const node = blockOf(image, inner);
        node.writeBigUInt64LE(BigInt(target), 32 + 8 * node.readUInt32LE(20));
        reseal(image, inner);
      });
      expect(read.damage.length).toBeGreaterThan(0);
      expect(read.damage[0]!.block).toBe(target);
    }
  });

  it('that loops by its only entry ends at a depth', () => {
    const read = damaged((image) => {
      const node = blockOf(image, inner);
      node.writeUInt32LE(1, 16);
      node.writeBigUInt64LE(BigInt(inner), 32 + 8 * node.readUInt32LE(20));
      reseal(image, inner);
    });
    expect(read.damage).toMatchObject([{ block: inner, what: 'depth' }]);
  });

  it('that maps past the end of the pool loses that mapping only', () => {
    const read = damaged((image) => {
      const node = blockOf(image, leaf);
      node.writeBigUInt64LE(65536n << 24n, 32 + 8 * node.readUInt32LE(20));
      reseal(image, leaf);
    });
    expect(read.damage).toMatchObject([{ block: leaf, what: 'range' }]);
    const [device] = users.get(leaf)!;
    const count = (m: typeof read) => mappingsOf(m, (id) => id === device).length;
    expect(count(read)).toBe(count(expected) - 1);
  });
});

describe('a bad node above the mappings', () => {
  it('of the details leaves the mappings, without details', () => {
    const { details } = rootsOf(sound);
    const read = damaged((image) => (blockOf(image, details)[100]! ^= 1));
    expect(read.damage).toMatchObject([{ block: details, what: 'checksum', devices: [] }]);
    expect(mappingsOf(read)).toEqual(mappingsOf(expected));
    expect(read.devices.every((d) => 'absent' in d.details && d.details.absent === 'unreadable' && d.whole)).toBe(true);
  });

  it('of the devices leaves their details, and says that their mappings are lost', () => {
    const { mappings } = rootsOf(sound);
    const read = damaged((image) => (blockOf(image, mappings)[100]! ^= 1));
    expect(read.damage).toMatchObject([{ block: mappings, what: 'checksum' }]);
    expect(read.devices.map((d) => [d.id, d.details, d.whole, d.mapped])).toEqual(
      expected.devices.map((d) => [d.id, d.details, false, 0]),
    );
  });

  it('the superblock leaves nothing, and says why', () => {
    const broken = damaged((image) => (image[60]! ^= 1));
    expect(broken).toMatchObject({
      devices: [],
      damage: [{ block: 0, what: 'checksum' }],
      superblock: { absent: 'unreadable' },
    });
    const other = damaged((image) => image.fill(0, 0, 4096));
    expect(other).toMatchObject({ devices: [], damage: [{ block: 0, what: 'header' }] });
    expect(readThinImage(new Uint8Array(100))).toMatchObject({ devices: [], damage: [{ block: 0, what: 'missing' }] });
  });

  it('the flag needs_check is read', () => {
    const read = damaged((image) => {
      image.writeUInt32LE(1, 4);
      reseal(image, 0);
    });
    expect(read.superblock).toMatchObject({ needsCheck: true });
  });
});

describe('an image', () => {
  it('that was cut names the first blocks behind the cut that are missed', () => {
    const { mappings } = rootsOf(sound);
    const read = readThinImage(sound.subarray(0, mappings * 4096 + 100));
    expect(read.damage).toContainEqual(expect.objectContaining({ block: mappings, what: 'missing' }));
    expect(read.devices.every((d) => !d.whole)).toBe(true);
  });

  it('with a block that cannot be read loses what is in that block', () => {
    const [block, devices] = [...users][5]!;
    const image = imageOf(sound);
    const read = readThinImage({ ...image, block: (at) => (at === block ? null : image.block(at)) });
    expect(read.damage).toMatchObject([{ block, what: 'missing', devices: devices.toSorted((a, b) => a - b) }]);
  });

  it('is told by its magic number, sound or not', () => {
    expect(looksLikeThinMetadata(sound)).toBe(true);
    expect(looksLikeThinMetadata(sound.subarray(0, 40))).toBe(true);
    expect(looksLikeThinMetadata(sound.subarray(0, 39))).toBe(false);
    expect(looksLikeThinMetadata(Buffer.alloc(4096))).toBe(false);
  });

  it('keeps to its limits', () => {
    const runs = readThinImage(sound, { ...thinLimits, runs: 20 });
    expect([runs.runs.count, runs.damage.some((d) => d.what === 'limit')]).toEqual([20, true]);
    const nodes = readThinImage(sound, { ...thinLimits, nodes: 5 });
    expect(nodes.damage.some((d) => d.what === 'limit')).toBe(true);
    const devices = readThinImage(sound, { ...thinLimits, devices: 3 });
    expect([devices.devices.length, devices.damage.some((d) => d.what === 'limit')]).toEqual([3, true]);
  });

  it('reads the same from the list of its blocks, damaged too', () => {
    const images = [sound, Buffer.from(sound), sound.subarray(0, sound.length - 4096)];
    blockOf(images[1]!, [...users.keys()][3]!)[50]! ^= 1;
    for (const image of images) {
      const list = packBlocks(imageOf(image), 1e9)!;
      expect(readThinImage(blockListImage(list)!)).toEqual(readThinImage(image));
    }
    expect(packBlocks(imageOf(sound), 100_000)).toBeNull();
  });
});

/** What CI has time for; `FUZZ=20000` is the whole. */
const mutations = Number(process.env.FUZZ ?? 500);

describe(`${mutations} mutations`, () => {
  const used = [0, rootsOf(sound).details, rootsOf(sound).mappings, ...users.keys()];
  const whole = imageOf(sound);
  const edit = fc.record({
    block: fc.constantFrom(...used),
    at: fc.oneof(
      fc.nat(47),
      fc.nat(4095),
      fc.integer({ min: 32, max: 400 }).map((n) => n & ~7),
    ),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      fc.constantFrom(...used).map((n) => Uint8Array.of(n & 255, n >> 8, 0, 0, 0, 0, 0, 0)),
    ),
    believed: fc.boolean(),
  });

  it('neither break, hang nor swell the reader, and lose nothing without a word', () => {
    let slowest = 0;
    let silent = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const changed = new Map<number, Buffer>();
        for (const { block, at, bytes, believed } of edits) {
          const copy = changed.get(block) ?? Buffer.from(whole.block(block)!);
          copy.set(bytes.subarray(0, 4096 - at), at);
          if (believed) reseal(copy, 0, block === 0 ? 'superblock' : 'node');
          changed.set(block, copy);
        }
        const image = { ...whole, block: (at: number) => changed.get(at) ?? whole.block(at) };
        const started = performance.now();
        const read = readThinImage(image);
        const use = new BlockUse(read);
        slowest = Math.max(slowest, performance.now() - started);
        expect(read.runs.count).toBeLessThanOrEqual(thinLimits.runs);
        expect(use.mapped).toBeLessThanOrEqual(65536 + 2 ** 40);
        expect(read.devices.reduce((sum, d) => sum + d.runCount, 0)).toBe(read.runs.count);
        if (read.damage.length === 0) silent++;
      }),
      { numRuns: mutations, seed: 20 },
    );
    expect(slowest).toBeLessThan(5000);
    // Only lies that are consistent go unnoticed: most are not.
    expect(silent).toBeLessThan(mutations / 2);
  }, 600_000);
});
