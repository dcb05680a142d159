/** A bundle is checked with the tools of any machine: tar(1), sha256sum(1), and zstd. No program of ours is needed. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { aRecord, someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';

let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-hand-'));
  const records = [
    aRecord('swaps', 'Filename\n'),
    aRecord('host', 'hostname=db1\n'),
    aRecord('mount-table/4026531841', ''),
  ];
  await saveBundle(path.join(dir, 'x.umb'), { title: 'db1', custody: someCustody }, records);
  execFileSync('tar', ['xf', 'x.umb'], { cwd: dir });
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('a bundle, by hand', () => {
  it('lists as plain files of nobody in particular', () => {
    const list = execFileSync('tar', ['--utc', '-tvf', 'x.umb'], { cwd: dir, encoding: 'utf8' });
    const lines = list.trim().split('\n');
    expect(
      lines.every((l) => /^-rw-r--r-- 0\/0 +\d+ 1970-01-01 00:00 \S+$/.test(l)),
      list,
    ).toBe(true);
    expect(lines.map((l) => l.split(' ').at(-1))).toEqual([
      'manifest.json',
      'records/000001-swaps.zst',
      'records/000001-swaps.json',
      'records/000002-host.zst',
      'records/000002-host.json',
      'records/000003-mount-table_4026531841.zst',
      'records/000003-mount-table_4026531841.json',
      'seal',
    ]);
  });

  it('has a seal that sha256sum agrees with', () => {
    const bytes = readFileSync(path.join(dir, 'x.umb'));
    writeFileSync(path.join(dir, 'before-seal'), bytes.subarray(0, bytes.lastIndexOf('seal\0')));
    const [sum] = execFileSync('sha256sum', ['before-seal'], { cwd: dir, encoding: 'utf8' }).split(' ');
    expect(readFileSync(path.join(dir, 'seal'), 'utf8')).toBe(`${sum}\n`);
  });

  it('has an evidence hash that is the sum of a sha256sum listing, sorted by id', () => {
    const facts = readdirSync(path.join(dir, 'records')).filter((f) => f.endsWith('.json'));
    const listing = facts.map((f) => {
      const { id } = JSON.parse(readFileSync(path.join(dir, 'records', f), 'utf8')) as { id: string };
      const body = zstdDecompressSync(readFileSync(path.join(dir, 'records', f.replace('.json', '.zst'))));
      const [sum] = execFileSync('sha256sum', { input: body, encoding: 'utf8' }).split(' ');
      return { id, line: `${sum}  ${id}\n` };
    });
    const text = listing
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((l) => l.line)
      .join('');
    const [sum] = execFileSync('sha256sum', { input: text, encoding: 'utf8' }).split(' ');
    expect(JSON.parse(readFileSync(path.join(dir, 'manifest.json'), 'utf8')).evidenceSha256).toBe(sum);
  });
});
