/**
 * 200 random pools, made by thin_restore: our two readers against thin_dump and thin_ls, device by device and mapping by
 * mapping, and once more with one node damaged. Needs thin-provisioning-tools, no kernel device.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BlockUse } from '#shared/thin-metadata/block-use.ts';
import { readThinImage } from '#shared/thin-metadata/read-image.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';
import { readThinDump } from '#shared/thin-metadata/xml-reader.ts';
import { deviceRoots, nodesOf } from '#test/shared/thin-metadata/edit-image.ts';
import { randomFrom, randomPool, xmlOf } from '#test/shared/thin-metadata/random-pool.ts';
import { dump, dumpFails, ls, mappingsByRegex, mappingsOf, restore } from '#test/shared/thin-metadata/thin-tools.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-thin-pools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pools = 200;
const batch = 20;
const seen = { devices: 0, mappings: 0, shared: 0 };

describe(`${pools} random pools`, () => {
  it.each(Array.from({ length: pools / batch }, (_, i) => i * batch))(
    'from seed %i on agree with thin_dump and thin_ls',
    (first) => {
      for (let seed = first; seed < first + batch; seed++) {
        const truth = randomPool(seed);
        const file = path.join(folder, 'pool');
        const image = readThinImage(restore(xmlOf(truth), file));
        const xml = dump(file);
        const dumped = readThinDump(xml);
        expect([image.damage, dumped.damage]).toEqual([[], []]);
        expect(image.superblock).toMatchObject({
          time: truth.time,
          transactionId: truth.transactionId,
          dataBlockSize: truth.blockSize,
          dataBlocks: truth.dataBlocks,
          needsCheck: false,
          heldRoot: null,
        });

        const byRegex = mappingsByRegex(xml.toString());
        expect(mappingsOf(image)).toEqual(byRegex);
        expect(dumped.runs).toEqual(image.runs);
        expect(dumped.devices.map((d) => ({ ...d, line: 0 }))).toEqual(image.devices);
        expect(image.devices.map((d) => [d.id, d.mapped, d.details])).toEqual(
          truth.devices.map((d) => [
            d.id,
            d.mappings.size,
            {
              mappedBlocks: d.mappings.size,
              transactionId: d.transactionId,
              creationTime: d.creationTime,
              snapTime: d.snapTime,
            },
          ]),
        );

        const use = new BlockUse(image);
        const rows = image.devices.map((d) => ({
          id: d.id,
          mapped: d.mapped,
          exclusive: use.exclusive(d),
          shared: use.sharedBy(d),
        }));
        expect(rows).toEqual(ls(file));
        const distinct = new Set(byRegex.map((m) => m.split(' ')[2]));
        expect([use.mapped, use.freedByRemoving(image.devices)]).toEqual([distinct.size, distinct.size]);
        // The data space map, which no reader of mappings looks at, counts the same blocks.
        expect(image.superblock).toMatchObject({ allocatedDataBlocks: distinct.size });
        damageOne(file, image, seed);
        seen.devices += rows.length;
        seen.mappings += byRegex.length;
        seen.shared += use.shared;
      }
    },
  );

  /** One byte of one node of the mappings flipped: thin_dump gives up, we name the node and keep the rest. */
  function damageOne(file: string, sound: ThinMetadata, seed: number): void {
    const random = randomFrom(seed + 77);
    const bytes = readFileSync(file);
    const nodes = [...deviceRoots(bytes)].flatMap(([id, root]) =>
      nodesOf(bytes, root).map(({ block }) => ({ id, block })),
    );
    const { block } = nodes[random(nodes.length)]!;
    // thin_restore gives all empty devices one root.
    const lost = nodes
      .filter((n) => n.block === block)
      .map((n) => n.id)
      .toSorted((a, b) => a - b);
    bytes[block * 4096 + random(4096)]! ^= 1 << random(8);
    writeFileSync(file, bytes);
    const read = readThinImage(bytes);
    expect(read.damage).toMatchObject([{ block, what: 'checksum', devices: lost.slice(0, 100) }]);
    expect(read.devices.filter((d) => !d.whole).map((d) => d.id)).toEqual(lost);
    const isLost = (id: number) => lost.includes(id);
    expect(mappingsOf(read, (id) => !isLost(id))).toEqual(mappingsOf(sound, (id) => !isLost(id)));
    const before = new Set(mappingsOf(sound, isLost));
    expect(mappingsOf(read, isLost).every((m) => before.has(m))).toBe(true);
    expect(read.devices.map((d) => [d.id, d.details])).toEqual(sound.devices.map((d) => [d.id, d.details]));
    if (seed % 5 === 0) expect(dumpFails(file)).toBe(true);
  }

  it('had much to disagree about', () => {
    expect(seen.devices).toBeGreaterThan(3000);
    expect(seen.mappings).toBeGreaterThan(100_000);
    expect(seen.shared).toBeGreaterThan(5000);
  });
});
