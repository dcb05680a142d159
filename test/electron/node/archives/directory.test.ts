/** A directory as an archive: nothing outside it, no link followed, nothing but regular files opened. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveLimits } from '#electron/node/archives/limits.ts';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { readArchive } from '#test/builders/read-archive.ts';

let dir = '';
const at = (...parts: string[]) => path.join(dir, ...parts);
const secret = 'outside-the-directory';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-directory-'));
  mkdirSync(at('s', 'proc', '1'), { recursive: true });
  writeFileSync(at('s', 'proc', '1', 'mountinfo'), 'line\n');
  writeFileSync(at('secret'), secret);
});
afterEach(() => rmSync(dir, { recursive: true }));

const read = async (limits = archiveLimits) => readArchive((await openArchive(at('s'), limits))!);

describe('a directory', () => {
  it('gives what is in it by name, and is the same through a link to it', async () => {
    writeFileSync(at('s', 'a'), '1');
    const members = ['file a =1', 'directory proc', 'directory proc/1', 'file proc/1/mountinfo =line\n'];
    expect(await read()).toMatchObject({ members, end: 'complete', faults: [] });
    symlinkSync(at('s'), at('link'));
    expect((await readArchive((await openArchive(at('link')))!)).members).toEqual(members);
  });

  it('names links, fifos and sockets, and opens none', async () => {
    symlinkSync('../secret', at('s', 'file-link'));
    symlinkSync('..', at('s', 'directory-link'));
    execFileSync('mkfifo', [at('s', 'fifo')]);
    const server = createServer().listen(at('s', 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    const { members } = await read();
    server.close();
    expect(members).toEqual([
      'symlink directory-link ->..',
      'fifo fifo',
      'symlink file-link ->../secret',
      'directory proc',
      'directory proc/1',
      'file proc/1/mountinfo =line\n',
      'socket socket',
    ]);
  });

  it('does not read a file that became a link after it was listed', async () => {
    const archive = (await openArchive(at('s')))!;
    const pass = archive.pass(new AbortController().signal);
    const got: string[] = [];
    for await (const { member, body } of pass) {
      if (member.kind !== 'file') continue;
      rmSync(at('s', member.place!));
      symlinkSync(at('secret'), at('s', member.place!));
      for await (const piece of body) got.push(Buffer.from(piece).toString());
    }
    expect(got).toEqual([]);
    expect(pass.report().faults).toEqual([{ member: 'proc/1/mountinfo', fault: 'not-opened' }]);
  });

  it('does not enter a directory that became a link after it was listed', async () => {
    mkdirSync(at('outside', '1'), { recursive: true });
    writeFileSync(at('outside', '1', 'mountinfo'), secret);
    const pass = (await openArchive(at('s')))!.pass(new AbortController().signal);
    const places: (string | null)[] = [];
    for await (const { member } of pass) {
      places.push(member.place);
      if (member.place !== 'proc') continue;
      renameSync(at('s', 'proc'), at('moved'));
      symlinkSync(at('outside'), at('s', 'proc'));
    }
    expect(places).toEqual(['proc']);
    expect(pass.report().faultCount).toBe(1);
  });

  it('keeps names that are no text as bytes', async () => {
    writeFileSync(Buffer.concat([Buffer.from(at('s')), Buffer.from('/caf\xe9', 'latin1')]), 'x');
    expect((await read()).members[0]).toBe('file caf\udce9 (not-utf8) =x');
  });

  it('holds to the limits', async () => {
    writeFileSync(at('s', 'big'), Buffer.alloc(3_000_000, 'x'));
    expect((await read({ ...archiveLimits, memberBytes: 1000 })).members[0]).toBe(`file big =${'x'.repeat(1000)}`);
    expect((await read({ ...archiveLimits, members: 2 })).end).toBe('limit members');
    expect((await read({ ...archiveLimits, totalBytes: 1_000_000 })).report.end).toMatchObject({ member: 'big' });
  });

  it('says of a fifo that it is no archive, instead of waiting for its writer', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(await openArchive(at('pipe'))).toBeNull();
  });
});
