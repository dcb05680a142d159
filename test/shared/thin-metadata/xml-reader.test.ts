import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinLimits } from '#shared/thin-metadata/thin-metadata.ts';
import { readThinDump, ThinDumpReader } from '#shared/thin-metadata/xml-reader.ts';
import { randomPool, xmlOf } from '#test/shared/thin-metadata/random-pool.ts';
import { mappingsByRegex, mappingsOf } from '#test/shared/thin-metadata/thin-tools.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readThinDump(bytes(text));
const pool = (inner: string, attributes = 'nr_data_blocks="1000"') =>
  `<superblock uuid="" time="3" transaction="9" flags="0" version="2" data_block_size="128" ${attributes}>\n${inner}\n</superblock>\n`;
const device = (id: number, inner: string) =>
  `<device dev_id="${id}" mapped_blocks="1" transaction="1" creation_time="1" snap_time="2">${inner}</device>`;
const faults = (text: string) => read(text).damage.map((d) => [d.what, ...d.devices]);

describe('the reader of thin_dump XML', () => {
  it('reads the same in pieces of any size', () => {
    const xml = bytes(xmlOf(randomPool(5)));
    const whole = readThinDump(xml);
    for (const size of [1, 7, 64, 4096]) {
      const reader = new ThinDumpReader();
      for (let at = 0; at < xml.length; at += size) reader.push(xml.subarray(at, at + size));
      expect(reader.end()).toEqual(whole);
    }
  });

  it.each([1, 2, 3, 20, 30])('finds what a regular expression finds in random pool %i', (seed) => {
    const xml = xmlOf(randomPool(seed));
    expect(mappingsOf(read(xml))).toEqual(mappingsByRegex(xml));
  });

  it('puts shared mappings where they are referred to, in the layout of version 1', () => {
    const shared =
      '<def name="7"><range_mapping origin_begin="10" data_begin="20" length="5" time="1"/></def>' +
      '<def name="8"><single_mapping origin_block="40" data_block="60" time="0"/></def>';
    const own = '<single_mapping origin_block="0" data_block="1" time="0"/>';
    const metadata = read(
      pool(shared + device(1, `${own}<ref name="7"/><ref name="8"/>`) + device(2, '<ref name="7"/>')),
    );
    expect(metadata.damage).toEqual([]);
    expect(mappingsOf(metadata)).toEqual([
      '1 0 1 0',
      ...[0, 1, 2, 3, 4].map((i) => `1 ${10 + i} ${20 + i} 1`),
      '1 40 60 0',
      ...[0, 1, 2, 3, 4].map((i) => `2 ${10 + i} ${20 + i} 1`),
    ]);
  });

  it('takes attributes in any order, either quotes, comments and declarations', () => {
    const odd = `<?xml version="1.0"?><!-- <device dev_id="9"> -->\n${pool(
      device(4, "<range_mapping time='2'\n length='3' data_begin='7' origin_begin='5' />"),
    )}`;
    expect(mappingsOf(read(odd))).toEqual(['4 5 7 2', '4 6 8 2', '4 7 9 2']);
  });

  it('reads the needs_check flag', () => {
    expect(read(pool('').replace('flags="0"', 'flags="1"')).superblock).toMatchObject({ needsCheck: true });
  });

  it('takes a device that maps nothing', () => {
    expect(
      read(pool('<device dev_id="3" mapped_blocks="0" transaction="0" creation_time="0" snap_time="0"/>')),
    ).toMatchObject({
      devices: [{ id: 3, mapped: 0, whole: true }],
      damage: [],
    });
  });

  it('sorts devices, with their mappings', () => {
    const one = (n: number) => `<single_mapping origin_block="${n}" data_block="${n}" time="0"/>`;
    expect(mappingsOf(read(pool(device(9, one(1)) + device(2, one(5)) + device(4, one(3)))))).toEqual([
      '2 5 5 0',
      '4 3 3 0',
      '9 1 1 0',
    ]);
  });
});

describe('a dump that is not whole', () => {
  const map = '<single_mapping origin_block="1" data_block="2" time="0"/>';

  it.each([
    ['ends inside a device', pool(device(1, map)).slice(0, 240), [['cut', 1]]],
    ['ends between devices', pool(device(1, map)).replace('</superblock>', ''), [['cut']]],
    ['maps past the end of the pool', pool(device(1, map.replace('"2"', '"1000"'))), [['range', 1]]],
    ['lacks an attribute', pool(device(1, '<single_mapping data_block="2" time="0"/>')), [['syntax', 1]]],
    ['has words for numbers', pool(device(1, map.replace('"2"', '"0x2"'))), [['syntax', 1]]],
    ['has no number at all', pool(device(1, map.replace('"2"', '""'))), [['syntax', 1]]],
    ['has a negative number', pool(device(1, map.replace('"2"', '"-2"'))), [['syntax', 1]]],
    [
      'goes backwards',
      pool(device(1, `<single_mapping origin_block="5" data_block="9" time="0"/>${map}`)),
      [['keys', 1]],
    ],
    ['refers to nothing', pool(device(1, '<ref name="x"/>')), [['syntax', 1]]],
    ['maps outside a device', pool(map), [['syntax']]],
    ['has a device twice', pool(device(1, map) + device(1, map)), [['syntax'], ['syntax'], ['syntax']]],
    ['has other elements', pool(`${device(1, map)}<script>alert(1)</script>`), [['syntax'], ['syntax']]],
    [
      'has a tag in a tag',
      pool(device(1, map.replace('time', '<b time'))),
      [
        ['syntax', 1],
        ['syntax', 1],
      ],
    ],
    ['is empty', '', [['cut']]],
  ])('%s: said, the rest kept', (_what, text, expected) => {
    expect(faults(text)).toEqual(expected);
    for (const d of read(text).devices) expect(d.whole).toBe(!expected.some(([, id]) => id === d.id));
  });

  it('names the device whose shared mappings were lost', () => {
    const text = pool(
      `<def name="1"><single_mapping origin_block="x" data_block="1" time="0"/></def>${device(5, '<ref name="1"/>')}${device(6, map)}`,
    );
    expect(read(text).devices.map((d) => [d.id, d.whole])).toEqual([
      [5, false],
      [6, true],
    ]);
  });

  it('does not grow by references to references', () => {
    let bomb = `<def name="0">${map}</def>`;
    for (let i = 1; i < 40; i++) bomb += `<def name="${i}"><ref name="${i - 1}"/><ref name="${i - 1}"/></def>`;
    expect(mappingsOf(read(pool(bomb + device(1, '<ref name="39"/>'))))).toEqual(['1 1 2 0']);
  });

  it('keeps to its limits', () => {
    const many = Array.from(
      { length: 100 },
      (_, i) => `<single_mapping origin_block="${i * 2}" data_block="${i * 3}" time="0"/>`,
    ).join('');
    const metadata = readThinDump(bytes(pool(device(1, many))), { ...thinLimits, runs: 10 });
    expect([metadata.runs.count, metadata.devices[0]!.whole]).toEqual([10, false]);
    expect(metadata.damage.some((d) => d.what === 'limit')).toBe(true);
    const bad = readThinDump(bytes(pool('<x/>'.repeat(50))), { ...thinLimits, damage: 5 });
    expect([bad.damage.length, bad.moreDamage]).toEqual([5, 45]);
  });

  it('says so when a damaged quote would swallow a device', () => {
    const xml = pool(device(1, map) + device(2, map))
      .replace('dev_id="1"', 'dev_id=\'1"')
      .replace('dev_id="2"', 'dev_id=\'2"');
    const { damage, devices } = read(xml);
    expect([devices.length, damage.length > 0]).toEqual([0, true]);
  });

  it('survives 5,000 mutations', () => {
    const xml = Buffer.from(
      pool(device(1, map) + device(2, '<range_mapping origin_begin="3" data_begin="9" length="4" time="1"/>')),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(xml.length - 1),
            fc.constantFrom('<', '>', '"', "'", '/', '=', ' ', '9', 'a', 'x', '\0', '\n', '\xff'),
          ),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        fc.nat(xml.length),
        (edits, cut) => {
          const damaged = Buffer.from(xml);
          for (const [at, to] of edits) damaged[at] = to.charCodeAt(0);
          const { runs, devices, damage } = readThinDump(damaged.subarray(0, cut));
          expect(runs.count).toBeLessThanOrEqual(3);
          // Nothing is lost without a word.
          if (runs.count < 2 && devices.length < 2) expect(damage.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
