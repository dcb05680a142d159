import { isDeepStrictEqual } from 'node:util';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLimits } from '#electron/node/bundle/limits.ts';
import { json, tarMember } from '#electron/node/bundle/pack-record.ts';
import { readBundle } from '#electron/node/bundle/read-bundle.ts';
import { bundleOf } from '#electron/node/bundle/sealed-bundle.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { verifyBundle } from '#electron/node/bundle/verify-bundle.ts';
import { endOfTar } from '#shared/bundle/tar.ts';
import { BUNDLE_VERSION } from '#shared/bundle/upgraders.ts';
import { collectorIds } from '#shared/collectors/ids.ts';
import { evidenceSha256 } from '#shared/evidence/evidence-sha256.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import { buildLedger } from '#shared/model/build-ledger.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';
import { aRecord, arbitraryRecords, someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';
import { membersOf, namesIt } from '#test/electron/node/bundle/members-of.ts';
import { gather } from '#test/electron/node/gather.ts';
import { readHost } from '#test/hosts/read-host.ts';

const head = { title: 'root@db1:22', custody: someCustody };

async function write(records: readonly EvidenceRecord[]): Promise<Buffer> {
  return Buffer.concat(await gather(bundleOf(head, records)));
}

/** In slices of odd sizes, as a stream delivers them. */
async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7 + 3) % 4096)
    yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, limits = readLimits) {
  const items = await gather(readBundle(slices(bytes), limits, 'x.umb'));
  return {
    records: items.flatMap((i) => (i.kind === 'record' ? [i.record] : [])),
    manifest: items.find((i) => i.kind === 'manifest')?.manifest,
    sealed: items.some((i) => i.kind === 'end' && i.sealed),
  };
}

const refusal = (bytes: Uint8Array, limits = readLimits) =>
  read(bytes, limits).then(
    () => null,
    (error: unknown) => (error instanceof SourceFailure ? error.error : Promise.reject(error)),
  );

const verify = async (bytes: Uint8Array) =>
  (await verifyBundle(slices(bytes), readLimits)).differences.map((d) => `${d.member}: ${d.what.key}`);

const three = [
  aRecord('host', 'hostname=db1\n'),
  aRecord('mount-table/4026531841', '1 1 8:1 / / rw - ext4 /dev/sda1 rw\n'),
  aRecord('swaps', ''),
];

/** Where record `index` (from 0) begins; behind the last one, the seal. */
const startOf = (bytes: Buffer, index: number) =>
  bytes.indexOf(index < three.length ? `records/00000${index + 1}-` : 'seal\0');

describe('a bundle', () => {
  it('gives back every record equal, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRecords, async (records) => {
        const back = await read(await write(records));
        expect(back.records.map((r) => ({ ...r, body: Buffer.from(r.body) }))).toEqual(
          records.map((r) => ({ ...r, body: Buffer.from(r.body) })),
        );
        expect(back.sealed).toBe(true);
        expect(back.manifest?.custody).toEqual(someCustody);
        expect(back.manifest?.evidenceSha256).toBe(evidenceSha256(records, sha256));
      }),
      { numRuns: 60 },
    );
  });

  it('gives a captured host with databases and listings back equal: records, model, ledger', async () => {
    const { records, custody } = readHost('lab-layers-broken');
    const back = await read(await write(records));
    const view = (list: readonly EvidenceRecord[]) => ({
      ...buildHostModel(list),
      ledger: buildLedger(list, collectorIds, custody),
    });
    expect(view(back.records)).toEqual(view(records));
  });

  it('is the same bytes each time it is written', async () => {
    expect((await write(three)).equals(await write(three))).toBe(true);
  });

  it('verifies when nothing was changed', async () => {
    expect(await verify(await write(three))).toEqual([]);
    expect(await verify(await write([]))).toEqual([]);
  });

  it('shows any changed byte to verify, which names its member, and never opens with changed evidence', async () => {
    const bytes = await write(three);
    const members = membersOf(bytes);
    const wrong: string[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      const [first] = await verify(flipped);
      if (!first || !namesIt(first.replace(/: verify\..*$/, ''), members, at)) wrong.push(`byte ${at}: ${first}`);
      const opened = await read(flipped).catch(() => null);
      if (opened?.sealed && !isDeepStrictEqual(opened.records, three)) wrong.push(`byte ${at} opens`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it.each([
    ['a body', 'records/000001-host.zst', 'records/000001-host.zst: verify.changed'],
    [
      'facts',
      'records/000002-mount-table_4026531841.json',
      'records/000002-mount-table_4026531841.json: verify.changed',
    ],
    ['the manifest', 'manifest.json', 'manifest.json, seal: verify.seal'],
  ])('names the member when %s was changed', async (_what, member, expected) => {
    const bytes = await write(three);
    const at = bytes.indexOf(member) + 512;
    // In the manifest, a digit of a time; elsewhere the middle of the member.
    const target = member === 'manifest.json' ? bytes.indexOf('1700000000250') + 3 : at + 9;
    bytes[target]! ^= 1;
    expect(await verify(bytes)).toEqual([expected]);
  });

  it('names the first member of two that changed places', async () => {
    const bytes = await write([aRecord('a', 'same length'), aRecord('b', 'SAME LENGTH')]);
    const [a, b, end] = ['records/000001-a.zst', 'records/000002-b.zst', 'seal\0'].map((n) =>
      bytes.lastIndexOf(`${n}`),
    );
    const swapped = Buffer.concat([
      bytes.subarray(0, a),
      bytes.subarray(b, end),
      bytes.subarray(a, b),
      bytes.subarray(end),
    ]);
    expect((await verify(swapped))[0]).toBe('records/000002-b.zst: verify.place');
  });

  it('opens with every whole record wherever it was cut, and says it was', async () => {
    const bytes = await write(three);
    const ends = three.map((_, i) => bytes.indexOf(i < 2 ? `records/00000${i + 2}-` : 'seal\0', startOf(bytes, i)));
    for (let cut = startOf(bytes, 0); cut < startOf(bytes, 3) + 512 + 65; cut += 31) {
      const back = await read(bytes.subarray(0, cut));
      const whole = ends.filter((end) => cut >= end).length;
      expect(
        back.records.map((r) => r.id),
        `cut at ${cut}`,
      ).toEqual(three.slice(0, whole).map((r) => r.id));
      expect(back.sealed).toBe(false);
    }
  });

  it('is refused when a body is a bomb that unpacks to more than its facts say', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));
    const bytes = await write([aRecord('host', 'small')]);
    const facts = bytes.indexOf('records/000001-host.json\0');
    const body = bytes.indexOf('records/000001-host.zst\0');
    const replaced = Buffer.concat([
      bytes.subarray(0, body),
      ...tarMember('records/000001-host.zst', bomb),
      bytes.subarray(facts),
    ]);
    const before = process.memoryUsage().rss;
    expect(await refusal(replaced)).toMatchObject({ kind: 'source-damaged', member: 'records/000001-host.zst' });
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
  });

  it('is refused past each limit, counted on decoded bytes', async () => {
    const bytes = await write(three);
    expect(await refusal(bytes, { ...readLimits, memberBytes: 20 })).toMatchObject({ kind: 'source-damaged' });
    expect(await refusal(bytes, { ...readLimits, totalBytes: 30 })).toMatchObject({ reason: 'more than 30 bytes' });
    expect(await refusal(bytes, { ...readLimits, members: 3 })).toMatchObject({ reason: 'more than 3 members' });
  });

  it('is refused with both numbers when it is newer than this program', async () => {
    const bytes = Buffer.concat([...tarMember('manifest.json', json({ version: 7, whatever: true })), endOfTar]);
    expect(await refusal(bytes)).toEqual({ kind: 'bundle-too-new', bundleVersion: 7, newestSupported: BUNDLE_VERSION });
  });

  it('keeps the first of two records with one id', async () => {
    const back = await read(await write([aRecord('host', 'first'), aRecord('host', 'second')]));
    expect(back.records.map((r) => Buffer.from(r.body).toString())).toEqual(['first']);
  });

  it('refuses links and other types of member', async () => {
    const bytes = await write(three);
    const at = bytes.indexOf('records/000001-host.zst\0');
    bytes[at + 156] = '2'.charCodeAt(0);
    expect(await refusal(bytes)).toMatchObject({ kind: 'source-damaged' });
  });
});
