/** Every hostile archive of test/cases/archives, in every packing: the same members, end and faults, and nothing written. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { type HostilePart, hostileTar } from '#test/builders/hostile-tar.ts';
import { readArchive } from '#test/builders/read-archive.ts';

interface Case {
  readonly name: string;
  readonly about: string;
  readonly parts: readonly HostilePart[];
  readonly members: readonly string[];
  readonly end: string;
  readonly faults: readonly string[];
}

const cases = JSON.parse(readFileSync('test/cases/archives/cases.json', 'utf8')) as readonly Case[];
const dir = mkdtempSync(path.join(tmpdir(), 'um-archive-cases-'));
afterAll(() => rmSync(dir, { recursive: true }));

const packers: Readonly<Record<string, (tar: Buffer) => Buffer>> = {
  plain: (tar) => tar,
  gzip: (tar) => gzipSync(tar),
  zstd: (tar) => zstdCompressSync(tar),
  xz: (tar) => execFileSync('xz', ['-0', '-c'], { input: tar }),
  bzip2: (tar) => execFileSync('bzip2', ['-1', '-c'], { input: tar }),
};

describe.each(Object.entries(packers))('a hostile archive, %s', (packing, pack) => {
  // The slow decoders read one archive more like the others: a program run for each would take a minute.
  const chosen = packing === 'xz' || packing === 'bzip2' ? cases.filter((_, i) => i % 4 === 0) : cases;
  it.each(chosen.map((c) => [c.name, c] as const))('%s', async (_name, { parts, members, end, faults }) => {
    const file = path.join(dir, 'it');
    writeFileSync(file, pack(hostileTar(parts)));
    const archive = await openArchive(file);
    expect(archive).not.toBeNull();
    const read = await readArchive(archive!);
    expect({ members: read.members, end: read.end, faults: read.faults }).toEqual({ members, end, faults });
    expect(readdirSync(dir)).toEqual(['it']);
  });
});
