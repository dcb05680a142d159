/** The text of one command, saved to a file or pasted: told by what it says, bounded, never a guess. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { openFile } from '#electron/node/sources/open-file.ts';
import { analyze } from '#shared/pipeline/analyze.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'um-pasted-'));
afterAll(() => rmSync(dir, { recursive: true }));
const mountinfo = readFileSync(new URL('../../../cases/pasted/mountinfo.txt', import.meta.url));

const written = (name: string, bytes: Uint8Array | string) => {
  const file = path.join(dir, name);
  writeFileSync(file, bytes);
  return file;
};

describe('a file with the text of one command', () => {
  it.each([
    ['as it is', mountinfo],
    ['packed', gzipSync(mountinfo)],
  ])('opens %s, called by the name it was given', async (_how, bytes) => {
    const opened = await openFile(written('x', bytes), 'pasted mountinfo');
    if (!opened.ok) throw new Error(opened.error.kind);
    const analysis = await analyze(opened.value, new AbortController().signal, { sha256 });
    expect(analysis.source).toEqual({ kind: 'pasted-text', title: 'pasted mountinfo' });
    expect(analysis.model.mounts).toHaveLength(45);
  });

  it('is none with a NUL in it, and the sentence names what it could have been', async () => {
    const opened = await openFile(written('nul', Buffer.concat([mountinfo, Buffer.from([0])])), 'nul');
    expect(opened).toMatchObject({ ok: false, error: { kind: 'source-unrecognised' } });
    if (!opened.ok && opened.error.kind === 'source-unrecognised') expect(opened.error.lookedFor).toContain('lsns');
  });

  it('of more than 32 MiB is refused while it is read, also when it is packed small', async () => {
    const long = gzipSync(Buffer.alloc(40 << 20, mountinfo.subarray(0, mountinfo.indexOf(10) + 1)), { level: 1 });
    expect(await openFile(written('long', long), 'long')).toMatchObject({
      ok: false,
      error: { kind: 'source-damaged' },
    });
  });
});
