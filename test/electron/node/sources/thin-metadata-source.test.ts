import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { bytesOf } from '#electron/node/sources/byte-stream.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import { thinMetadataSource } from '#electron/node/sources/thin-metadata-source.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';
import { blockListImage } from '#shared/thin-metadata/block-list.ts';
import { readThinMetadata } from '#shared/thin-metadata/read-body.ts';
import { gather } from '#test/electron/node/gather.ts';

const list = gunzipSync(readFileSync('test/shared/thin-metadata/fixtures/docker-pool.blocks.gz'));
const expected = readThinMetadata(list);
const signal = new AbortController().signal;
let dir: string;
let file: string;

/** The device of docker's pool again, 4 GiB and sparse. */
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-metadata-'));
  file = path.join(dir, 'metadata');
  const image = blockListImage(list)!;
  const fd = openSync(file, 'w');
  for (let at = 0; at < image.blockCount; at++) {
    const block = image.block(at);
    if (block) writeSync(fd, block, 0, 4096, at * 4096);
  }
  ftruncateSync(fd, 4 * 1024 ** 3);
  closeSync(fd);
});
afterAll(() => rmSync(dir, { recursive: true }));

async function analysed(name: string) {
  const opened = await openFile(name, path.basename(name));
  if (!opened.ok) throw new Error(opened.error.kind);
  return { source: opened.value, analysis: await analyze(opened.value, signal, { sha256 }) };
}

describe('a bare metadata file', () => {
  it('opens as one pool with its devices and mappings', async () => {
    const { analysis } = await analysed(file);
    const { model } = analysis;
    expect(analysis.source).toEqual({ kind: 'thin-metadata', title: 'metadata' });
    expect(model.thinPools).toMatchObject([
      { device: 'image', dmName: 'metadata', table: { absent: 'not-collected' } },
    ]);
    expect(model.thinPools[0]!.deviceIds).toEqual(new Set(expected.devices.map((d) => d.id)));
    expect(model.thinDevices.map((d) => d.id)).toEqual(expected.devices.map((d) => d.id));
    expect(model.thinDevices[0]).toMatchObject({
      pool: 'image',
      mapped: expected.devices[0]!.mapped * 128,
      knownFrom: [{ from: 'pool-metadata' }],
    });
    expect(model.thinMetadata?.get('image')).toEqual(expected);
  });

  it('costs what is in use, not what it is long', async () => {
    const { analysis } = await analysed(file);
    expect(analysis.records.get('thin-metadata/image')!.body.length).toBeLessThan(700_000);
  });

  it('answers the same from a bundle made of it', async () => {
    const { analysis } = await analysed(file);
    const bundle = path.join(dir, 'x.umb');
    await saveBundle(bundle, { title: 'metadata', custody: analysis.custody }, analysis.records.values());
    const again = (await analysed(bundle)).analysis;
    expect(again.model).toEqual(analysis.model);
    expect(again.evidenceSha256).toBe(analysis.evidenceSha256);
  });

  it('opens packed, cut and damaged too, and says what is bad', async () => {
    const small = Buffer.alloc(2200 * 4096);
    const image = blockListImage(list)!;
    for (let at = 0; at < 2200; at++) small.set(image.block(at) ?? new Uint8Array(0), at * 4096);
    const packed = path.join(dir, 'metadata.gz');
    writeFileSync(packed, gzipSync(small));
    expect((await analysed(packed)).analysis.model.thinMetadata?.get('image')).toEqual(expected);
    const cut = path.join(dir, 'cut');
    writeFileSync(cut, small);
    truncateSync(cut, 1_000_000);
    const { analysis } = await analysed(cut);
    expect(analysis.model.thinPools).toHaveLength(1);
    expect(analysis.warnings.get('thin-metadata/image')?.[0]?.expected).toMatch(
      /^in metadata block \d+: of 244 blocks$/,
    );
    // What may be hidden behind damage makes no id an orphan and none missing.
    expect(analysis.model.thinPools[0]!.deviceIds).toMatchObject({ absent: 'unreadable' });
  });

  it('is refused with the reason when more is in use than a record may hold', async () => {
    const limits = { totalBytes: 1e10, memberBytes: 100_000, members: 10 };
    const source = thinMetadataSource('metadata', file, await bytesOf(file), limits);
    await expect(gather(source.records(signal))).rejects.toThrow(SourceFailure);
  });
});
