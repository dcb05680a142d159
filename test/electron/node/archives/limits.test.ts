/** Every limit, on real bytes: what was read before it stays, and the report names the member. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { KeepBudget, type KeptBody, keepBody } from '#electron/node/archives/keep-body.ts';
import { type ArchiveLimits, archiveLimits } from '#electron/node/archives/limits.ts';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { type HostilePart, hostileTar } from '#test/builders/hostile-tar.ts';
import { readArchive } from '#test/builders/read-archive.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'um-archive-limits-'));
afterAll(() => rmSync(dir, { recursive: true }));
const file = path.join(dir, 'it.tar');
const end = { zeros: 2 };

async function open(parts: readonly HostilePart[], limits: Partial<ArchiveLimits> = {}, pack = (tar: Buffer) => tar) {
  writeFileSync(file, pack(hostileTar(parts)));
  const archive = await openArchive(file, { ...archiveLimits, ...limits });
  if (!archive) throw new Error('not told to be an archive');
  return archive;
}

const three = [{ name: 's/a', fill: 3000 }, { name: 's/b', fill: 90_000 }, { name: 's/c', fill: 10 }, end];

describe('limits of the whole', () => {
  it.each<[string, Partial<ArchiveLimits>, object]>([
    ['decoded bytes', { totalBytes: 50_000 }, { limit: 'total-bytes', allowed: 50_000 }],
    ['members', { members: 2 }, { limit: 'members', allowed: 2, member: 's/c' }],
    ['time', { wholeMs: 0 }, { limit: 'time', allowed: 0 }],
    ['ratio', { ratioFrom: 1000, ratio: { ...archiveLimits.ratio, gzip: 20 } }, { limit: 'ratio', allowed: 20 }],
  ])('%s', async (_name, limits, expected) => {
    const { report } = await readArchive(await open(three, limits, gzipSync));
    expect(report.end).toMatchObject({ kind: 'limit', ...expected });
  });

  it('names the member that is being read', async () => {
    const parts = [{ name: 's/a', fill: 300_000 }, { name: 's/big', fill: 3_000_000 }, end];
    const { report, members } = await readArchive(await open(parts, { totalBytes: 1_000_000 }));
    expect(report.end).toMatchObject({ kind: 'limit', limit: 'total-bytes', member: 's/big' });
    expect(members.map((m) => m.slice(0, 10))).toEqual(['file s/a =', 'file s/big']);
  });

  it('memory of this process', async () => {
    const parts = [{ name: 's/big', fill: 20 << 20 }, end];
    const { report } = await readArchive(await open(parts, { residentBytes: 1 }));
    expect(report.end).toMatchObject({ kind: 'limit', limit: 'memory', member: 's/big' });
  });

  it('headers without members', async () => {
    const parts = [{ name: 's/a', body: 'x' }, { name: 'x', type: 'x', body: '9 size=1\n', times: 200 }, end];
    const { report } = await readArchive(await open(parts, { members: 10 }));
    expect(report.end).toMatchObject({ kind: 'limit', limit: 'members' });
  });

  it('a file that is packed twice is said to be', async () => {
    const { report } = await readArchive(await open(three, {}, (tar) => gzipSync(gzipSync(tar))));
    expect(report.end).toEqual({ kind: 'damaged', member: null, because: 'packed-twice' });
  });
});

describe('limits of one member', () => {
  it('gives the beginning of one that is too long, and the next ones whole', async () => {
    const { members, report } = await readArchive(await open(three, { memberBytes: 2000 }));
    expect(members.map((m) => m.length)).toEqual([
      'file s/a ='.length + 2000,
      'file s/b ='.length + 2000,
      'file s/c ='.length + 10,
    ]);
    expect(report).toMatchObject({
      end: { kind: 'complete' },
      faults: [
        { member: 's/a', fault: 'too-long' },
        { member: 's/b', fault: 'too-long' },
      ],
    });
  });

  it('stops reading one that takes too much CPU', async () => {
    const archive = await open([{ name: 's/slow', fill: 40 << 20 }, { name: 's/after', body: 'x' }, end], {
      memberCpuMs: 0,
    });
    const { members, faults } = await readArchive(archive);
    expect(members.at(-1)).toBe('file s/after =x');
    expect(faults).toContain('too-slow');
  });
});

describe('what is kept', () => {
  const keep = async (body: string, limits: Parameters<typeof keepBody>[1], room = 1 << 20): Promise<KeptBody> => {
    const archive = await open([{ name: 's/a', body }, end]);
    for await (const entry of archive.pass(new AbortController().signal)) {
      return await keepBody(entry, limits, new KeepBudget(room));
    }
    throw new Error('no member');
  };
  const text = ({ bytes }: KeptBody) => Buffer.from(bytes).toString();

  it('is cut where a body, a line or the whole has no more room', async () => {
    expect(await keep('12345', { bytes: 5, lineBytes: null })).toMatchObject({ ended: 'whole', limit: 0 });
    const long = await keep('12345', { bytes: 3, lineBytes: null });
    expect([text(long), long.ended, long.limit]).toEqual(['123', 'too-long', 3]);
    const line = await keep('ab\ncd\nefghij\nkl\n', { bytes: 100, lineBytes: 4 });
    expect([text(line), line.ended, line.limit]).toEqual(['ab\ncd\n', 'line-too-long', 4]);
    expect(await keep('ab\ncd\nefgh', { bytes: 100, lineBytes: 4 })).toMatchObject({ ended: 'whole' });
    expect(await keep('12345', { bytes: 100, lineBytes: null }, 4)).toMatchObject({ ended: 'no-room', limit: 4 });
  });

  it('sees a long line across chunks, and bodies of any size', async () => {
    const body = `${'x'.repeat(99)}\n`.repeat(5000);
    expect(text(await keep(body, { bytes: 1 << 20, lineBytes: 100 }))).toBe(body);
    const cut = await keep(body + 'y'.repeat(200_000), { bytes: 1 << 20, lineBytes: 1000 });
    expect([cut.bytes.length, cut.ended]).toEqual([500_000, 'line-too-long']);
  });
});

describe('an ended pass', () => {
  it('is cancelled by break and by its signal, at once', async () => {
    const archive = await open(three);
    const broken = archive.pass(new AbortController().signal);
    for await (const _ of broken) break;
    expect(broken.report()).toMatchObject({ end: { kind: 'cancelled' }, members: 1 });
    const stop = new AbortController();
    stop.abort();
    expect(await readArchive(archive, stop.signal)).toMatchObject({ members: [], end: 'cancelled' });
  });

  it('tells of bytes and members on the way', async () => {
    const told: unknown[] = [];
    const pass = (await open(three)).pass(new AbortController().signal, (progress) => told.push(progress));
    for await (const _ of pass);
    expect(told.at(-1)).toEqual({ members: 3, packedBytes: 96_256, decodedBytes: 96_256 });
  });

  it('says that a file is not there any more', async () => {
    const archive = await open(three);
    rmSync(file);
    mkdirSync(file);
    expect((await readArchive(archive)).end).toBe('unreadable');
    rmSync(file, { recursive: true });
  });
});
