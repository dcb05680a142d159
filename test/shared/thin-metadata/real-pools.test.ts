import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BlockUse } from '#shared/thin-metadata/block-use.ts';
import { readThinMetadata } from '#shared/thin-metadata/read-body.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';
import { mappingsByRegex, mappingsOf } from '#test/shared/thin-metadata/thin-tools.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, 'fixtures', name));

describe('metadata that a kernel wrote', () => {
  it.each(['docker-pool', 'lab-misc', 'lab-needscheck'])('of %s reads as thin_dump prints it', (name) => {
    const image = readThinMetadata(gunzipSync(fixture(`${name}.blocks.gz`)));
    const xml = gunzipSync(fixture(`${name}.xml.gz`));
    const dumped = readThinMetadata(xml);
    const packed = readThinMetadata(fixture(`${name}.xml.gz`));
    expect([image.damage, dumped.damage]).toEqual([[], []]);
    expect(mappingsOf(image)).toEqual(mappingsByRegex(xml.toString()));
    expect(dumped.runs).toEqual(image.runs);
    expect(packed).toEqual(dumped);
    expect(dumped.devices.map((d) => ({ ...d, line: 0 }))).toEqual(image.devices);
  });

  it('of docker’s pool shares blocks as thin_ls says', () => {
    const image = readThinMetadata(gunzipSync(fixture('docker-pool.blocks.gz')));
    const use = new BlockUse(image);
    const rows = image.devices.map((d) => `${d.id} ${d.mapped} ${use.exclusive(d)} ${use.sharedBy(d)}`);
    const printed = fixture('docker-pool.ls').toString().trim().split('\n');
    expect(rows).toEqual(printed.map((line) => line.trim().split(/\s+/).join(' ')));
    expect(image.superblock).toMatchObject({ transactionId: 61, dataBlocks: 65536, allocatedDataBlocks: use.mapped });
  });

  it('of docker’s pool has the devices that no engine knows', () => {
    const { devices } = readThinMetadata(gunzipSync(fixture('docker-pool.blocks.gz')));
    expect(devices.map((d) => d.id)).toEqual(expect.arrayContaining([4242, 4243]));
  });
});

describe('thin_dump of a pool in use', () => {
  it.each(['lab-misc', 'lab-oods', 'vg_docker-datapool-tpool', 'vg_docker-thinpool'])(
    'of %s maps as many blocks as the status line counts',
    (name) => {
      const metadata = readThinMetadata(fixture(`live-${name}.xml`));
      const [, transaction, used] = /thin-pool (\d+) \S+ (\d+)\/\d+ /.exec(fixture(`live-${name}.status`).toString())!;
      expect(metadata.damage).toEqual([]);
      expect(new BlockUse(metadata).mapped).toBe(Number(used));
      expect(metadata.superblock).toMatchObject({
        transactionId: Number(transaction),
        dataBlocks: { absent: 'not-applicable' },
      });
      expect(metadata.devices.every((d) => d.whole && mappedAsDetailsSay(d))).toBe(true);
    },
  );

  it('cites the line of each device', () => {
    const text = fixture('live-lab-misc.xml').toString();
    const lines = text.split('\n');
    for (const { id, line } of readThinMetadata(fixture('live-lab-misc.xml')).devices) {
      expect(lines[line - 1]).toContain(`dev_id="${id}"`);
    }
  });
});

const mappedAsDetailsSay = ({ mapped, details }: ThinMetadata['devices'][number]) =>
  'mappedBlocks' in details && details.mappedBlocks === mapped;
