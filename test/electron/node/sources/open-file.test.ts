import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { tarMember } from '#electron/node/bundle/pack-record.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import { openSource } from '#electron/node/sources/open-source.ts';
import { endOfTar } from '#shared/bundle/tar.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';
import { aRecord, someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';
import { gather } from '#test/electron/node/gather.ts';

const nonce = '00112233445566778899aabbccddeeff';
const frame = (line: string) => `\x1e${nonce} ${line}\n`;
/** What `sh script > out` leaves behind a login banner. Constructed. */
const scriptOutput =
  'Welcome to db1\n' +
  `\x1eundermount-capture/1 ${nonce} 0.1.0 1700000000.5 100.25 db1\n` +
  frame('C\thost\t1\t100.30') +
  `${frame('B\thost\t65536\t100.30\thost facts')}hostname=db1\n${frame('E\tcomplete\t0\t100.40')}` +
  frame('D\thost\t1\t100.41\tok\t') +
  frame('C\tswaps\t1\t100.42') +
  `${frame('B\tswaps\t65536\t100.42\t/proc/swaps')}Filename\tType\n${frame('E\tcomplete\t\t100.43')}` +
  frame('D\tswaps\t1\t100.44\tok\t') +
  frame('Z\t100.50');

const records = [aRecord('host', 'hostname=db1\n'), aRecord('swaps', 'Filename\n')];

let dir: string;
const file = (name: string) => path.join(dir, name);
const signal = new AbortController().signal;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-sources-'));
  await saveBundle(file('x.umb'), { title: 'root@db1', custody: someCustody }, records);
  writeFileSync(file('out'), scriptOutput);
});
afterAll(() => rmSync(dir, { recursive: true }));

async function open(name: string) {
  const opened = await openFile(file(name), name);
  if (!opened.ok) return opened.error;
  const all = await gather(opened.value.records(signal));
  return {
    kind: opened.value.kind,
    title: opened.value.title,
    ids: all.map((r) => r.id),
    custody: opened.value.custody(),
  };
}

describe('a bundle as a source', () => {
  it('gives its records, title and custody, under any name', async () => {
    symlinkSync(file('x.umb'), file('picture.jpg'));
    expect(await open('picture.jpg')).toEqual({
      kind: 'bundle',
      title: 'root@db1',
      ids: ['host', 'swaps'],
      custody: someCustody,
    });
  });

  it('says the capture was cut when the seal is missing, even if the manifest says it ended', async () => {
    const whole = readFileSync(file('x.umb'));
    writeFileSync(file('cut.umb'), whole.subarray(0, whole.lastIndexOf('seal\0')));
    expect(await open('cut.umb')).toMatchObject({ ids: ['host', 'swaps'], custody: { ended: false } });
  });

  it('throws the reason when a record was changed', async () => {
    const bytes = readFileSync(file('x.umb'));
    bytes[bytes.indexOf('records/000002-swaps.zst\0') + 512 + 8]! ^= 1;
    writeFileSync(file('changed.umb'), bytes);
    const opened = await openFile(file('changed.umb'), 'changed.umb');
    if (!opened.ok) throw new Error('it should open up to the damage');
    const failure = await gather(opened.value.records(signal)).catch((e: unknown) => e);
    expect(failure).toBeInstanceOf(SourceFailure);
    expect((failure as SourceFailure).error).toMatchObject({
      kind: 'source-damaged',
      member: 'records/000002-swaps.zst',
    });
  });

  it('ends without throwing when it is aborted', async () => {
    const opened = await openFile(file('x.umb'));
    if (!opened.ok) throw new Error(opened.error.kind);
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const record of opened.value.records(stop.signal)) {
      seen.push(record.id);
      stop.abort();
    }
    expect(seen).toEqual(['host']);
  });
});

describe("a script's output as a source", () => {
  it('is found behind a banner, and gives records and what is known of custody', async () => {
    expect(await open('out')).toMatchObject({
      kind: 'script-output',
      title: 'db1',
      ids: ['host', 'swaps'],
      custody: { reachedBy: 'script output', toolVersion: '0.1.0', ended: true, hostClockMs: 1_700_000_000_500 },
    });
  });

  it.each([
    ['gzip', gzipSync(scriptOutput)],
    ['zstd', zstdCompressSync(Buffer.from(scriptOutput))],
  ])('opens packed with %s', async (name, bytes) => {
    writeFileSync(file(name), bytes);
    expect(await open(name)).toMatchObject({ kind: 'script-output', ids: ['host', 'swaps'], custody: { ended: true } });
  });

  it('is partial when its end is missing, also inside gzip', async () => {
    writeFileSync(file('short'), scriptOutput.slice(0, scriptOutput.indexOf('Type\n')));
    expect(await open('short')).toMatchObject({ ids: ['host', 'swaps'], custody: { ended: false } });
    const packed = gzipSync(scriptOutput.padEnd(300_000, `${Math.PI}`));
    writeFileSync(file('short.gz'), packed.subarray(0, packed.length - 100));
    expect(await open('short.gz')).toMatchObject({ kind: 'script-output', ids: ['host', 'swaps'] });
  });
});

describe('what is no source', () => {
  it.each<[string, string | Uint8Array, object]>([
    ['an empty file', '', { kind: 'source-unrecognised' }],
    ['text', 'hello\n', { kind: 'source-unrecognised' }],
    [
      'another tar',
      Buffer.concat([...tarMember('etc/passwd', Buffer.from('x')), endOfTar]),
      { kind: 'source-unrecognised' },
    ],
    [
      'a sosreport',
      Buffer.concat([...tarMember('sosreport-db1-2026/version.txt', Buffer.from('x')), endOfTar]),
      { kind: 'sosreport' },
    ],
    ['xz', Buffer.from('fd377a585a00000000', 'hex'), { kind: 'archive-refused', what: 'cut', member: null }],
    [
      'a manifest of something else',
      Buffer.concat([...tarMember('manifest.json', Buffer.from('[]')), endOfTar]),
      { kind: 'source-damaged' },
    ],
  ])('%s', async (name, bytes, expected) => {
    writeFileSync(file('it'), bytes);
    expect(await open('it'), name).toMatchObject(expected);
  });

  it('a directory, a missing file', async () => {
    expect(await open('.')).toMatchObject({ kind: 'source-unrecognised' });
    expect(await open('none.umb')).toMatchObject({ kind: 'source-not-found', source: 'none.umb' });
    expect(await open('x.umb/inside')).toMatchObject({ kind: 'source-not-found' });
  });

  it('refuses a gzip bomb while it unpacks', async () => {
    writeFileSync(
      file('bomb.gz'),
      gzipSync(Buffer.concat([Buffer.from(scriptOutput.slice(0, 300)), Buffer.alloc(40 << 20)])),
    );
    const { bytesOf } = await import('#electron/node/sources/byte-stream.ts');
    const bytes = await bytesOf(file('bomb.gz'));
    const limits = { totalBytes: 1 << 20, memberBytes: 1 << 20, members: 10 };
    let got = 0;
    const read = async () => {
      for await (const chunk of bytes.stream(limits, signal)) got += chunk.length;
    };
    await expect(read()).rejects.toThrow();
    expect(got).toBeLessThanOrEqual(1 << 20);
  });
});

describe('SOURCE as it is typed', () => {
  const live = (target: string) =>
    Promise.resolve({ ok: false, error: { kind: 'source-not-found', source: `live ${target}` } } as const);
  const resolve = (name: string) => path.resolve(dir, name);

  it('goes to SSH for ssh://, and to a file in the given folder for the rest', async () => {
    expect(await openSource('ssh://root@db1:2222', live, resolve)).toMatchObject({
      error: { source: 'live ssh://root@db1:2222' },
    });
    expect(await openSource('x.umb', live, resolve)).toMatchObject({ ok: true, value: { title: 'root@db1' } });
    expect(await openSource('root@db1', live, resolve)).toMatchObject({
      error: { kind: 'source-not-found', source: 'root@db1' },
    });
  });
});
