import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { record } from '#test/builders/records.ts';

const xml = gunzipSync(readFileSync('test/shared/thin-metadata/fixtures/lab-misc.xml.gz'));
/** Constructed around the metadata of a real pool. */
const tables = [
  record('dm-table', 'lab-misc: 0 262144 thin-pool 7:12 7:11 256 64 0 \nthin-101: 0 32768 thin 253:9 101\n'),
  record(
    'block-devices',
    '/sys/block/dm-9/dev:253:9\n/sys/block/dm-9/dm/name:lab-misc\n/sys/block/dm-10/dev:253:10\n/sys/block/dm-10/dm/name:thin-101\n',
  ),
];
const dump = (body: Uint8Array, more: Partial<EvidenceRecord> = {}): EvidenceRecord => ({
  ...record('thin-metadata/253:9', ''),
  body,
  ...more,
});
const modelOf = (...records: readonly EvidenceRecord[]) => buildHostModel([...tables, ...records]);
const poolOf = (...records: readonly EvidenceRecord[]) => modelOf(...records).model.thinPools[0]!;

describe('the metadata of a pool in the model', () => {
  it('lists devices that nothing else knows, with what they map', () => {
    const { model, warnings } = modelOf(dump(xml));
    expect(model.thinPools[0]!.deviceIds).toEqual(new Set([100, 101, 102, 16777215]));
    const rows = model.thinDevices.map((d) => [d.id, d.mapped, d.knownFrom.map((k) => k.from)]);
    expect(rows).toContainEqual([100, 5 * 256, ['pool-metadata']]);
    expect(rows).toContainEqual([16777215, 0, ['pool-metadata']]);
    expect(model.thinDevices.find((d) => d.id === 101)!.knownFrom.map((k) => k.from)).toEqual([
      'table',
      'pool-metadata',
    ]);
    expect(warnings.has('thin-metadata/253:9')).toBe(false);
  });

  it('cites the line that names a device', () => {
    const device = modelOf(dump(xml)).model.thinDevices.find((d) => d.id === 100)!;
    expect(xml.toString().split('\n')[device.source.line - 1]).toContain('dev_id="100"');
  });

  it('is the same when it was packed on the host', () => {
    expect(modelOf(dump(gzipSync(xml))).model.thinMetadata).toEqual(modelOf(dump(xml)).model.thinMetadata);
  });

  it('is not collected unless it was asked for', () => {
    expect(poolOf().deviceIds).toEqual({ absent: 'not-collected', because: 'thin-metadata' });
  });

  it('says why a pool was left alone, or all of them', () => {
    const refused = dump(new Uint8Array(), { end: { kind: 'denied', because: 'the pool is suspended' } });
    expect(poolOf(refused).deviceIds).toEqual({ absent: 'unreadable', because: 'the pool is suspended' });
    const missing = record('thin-metadata', '', { kind: 'not-found', because: 'thin_dump is not installed' });
    expect(poolOf(missing).deviceIds).toEqual({ absent: 'unreadable', because: 'thin_dump is not installed' });
  });

  it('says what thin_dump said when it printed nothing', () => {
    const failed = dump(new Uint8Array(), {
      end: { kind: 'complete', exitCode: 1 },
      stderr: 'bad checksum in superblock\n',
    });
    expect(poolOf(failed).deviceIds).toEqual({ absent: 'unreadable', because: 'bad checksum in superblock' });
  });

  it('calls no id missing when the dump was cut, and warns', () => {
    const cut = dump(xml.subarray(0, 600), { end: { kind: 'timed-out', afterMs: 90_000 } });
    const { model, warnings } = modelOf(cut);
    expect(model.thinPools[0]!.deviceIds).toMatchObject({ absent: 'unreadable' });
    expect(model.thinDevices.some((d) => d.id === 100)).toBe(true);
    expect(warnings.get('thin-metadata/253:9')).toEqual([
      { line: 0, expected: expect.stringContaining('the dump ends') },
    ]);
  });

  it('survives what is no dump at all', () => {
    for (const body of [
      Buffer.from('<html>'),
      Buffer.from([0x1f, 0x8b, 8, 0]),
      Buffer.from('um-thin-blocks/1\xff\xff'),
      Buffer.alloc(9000),
    ]) {
      expect(poolOf(dump(body)).deviceIds).toMatchObject({ absent: expect.stringMatching(/unparsable|unreadable/) });
    }
  });
});
