import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { aRecord, someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';

let dir: string;
const file = (name: string) => path.join(dir, name);
const run = (...args: string[]) => runCli(args, { directory: dir });
const id = '3f2a90c1d7e4'.padEnd(64, '5');
const save = (name: string, also = '') => {
  const records = [aRecord('host', `hostname=kontor7\n`), aRecord('kernel-log', `/srv/werk ${id} 10.1.2.3${also}\n`)];
  return saveBundle(file(name), { title: 'jdoe@kontor7:22', custody: someCustody }, records);
};
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-redact-'));
  await save('x.umb');
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('undermount redact', () => {
  it('writes a sealed bundle without the names, and says what stays', async () => {
    const { code, stdout, stderr } = await run('redact', 'x.umb', '-o', 'y.umb');
    expect(stdout).toBe('y.umb\n');
    expect(stderr).toMatch(/names, addresses and ids, in \d+ places/);
    expect(stderr).toMatch(/Without --map FILE nobody can read/);
    expect([0, 4]).toContain(code);
    expect((await run('verify', 'y.umb')).code).toBe(0);
    expect(statSync(file('y.umb')).mode & 0o777).toBe(0o600);
    for (const format of ['md', 'json', 'html']) {
      const { stdout: report } = await run('report', 'y.umb', '--format', format);
      expect(report).not.toMatch(/jdoe|kontor7|werk|10\.1\.2\.3|3f2a90c1d7e4/i);
    }
    const md = await run('report', 'y.umb');
    expect(md.stdout).toMatch(/redacted by Undermount/);
    expect(md.stdout).not.toMatch(/from evidence with sha256/);
    expect((await run('report', 'x.umb')).stdout).toMatch(/not redacted/);
  });

  it('makes pictures that say so', async () => {
    await run('redact', 'demo', '-o', 'y.umb');
    for (const [source, says] of [
      ['y.umb', ' redacted · '],
      ['demo', ' not redacted · '],
    ] as const) {
      await run('figure', source, '--view', 'pool', '-o', 'f.svg');
      const text = readFileSync(file('f.svg'), 'utf8');
      expect(text.includes(says)).toBe(true);
      expect(text.includes('lab-node1')).toBe(source === 'demo');
    }
  });

  it('leaves out a database that is damaged, says so, and ends with 4', async () => {
    const id = 'containerd-databases//var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db';
    const records = [aRecord('host', 'hostname=kontor7\n'), aRecord(id, 'kontor7: no database')];
    await saveBundle(file('d.umb'), { title: 'x', custody: someCustody }, records);
    const { code, stderr } = await run('redact', 'd.umb', '-o', 'y.umb');
    expect(stderr).toContain(`Left out, since what is damaged cannot be redacted: ${id}\n`);
    expect(code).toBe(4);
  });

  it('names the hash of the original only when asked', async () => {
    const [, original] = /sha256 ([0-9a-f]{64})/.exec((await run('verify', 'x.umb')).stdout)!;
    await run('redact', 'x.umb', '-o', 'y.umb', '--name-original');
    expect((await run('report', 'y.umb')).stdout).toContain(original);
  });

  it('--preview lists each with its count and writes nothing', async () => {
    const { stdout } = await run('redact', 'x.umb', '--preview', '--map', 'm.json');
    expect(stdout).toMatch(/^ipv4 +1 {2}10\.1\.2\.3$/m);
    expect(stdout).toMatch(new RegExp(`^id +1 {2}${id}$`, 'm'));
    expect(stdout).toMatch(/^host +\d+ {2}kontor7$/m);
    expect(stdout).toMatch(/^login +1 {2}jdoe$/m);
    expect(stdout).toMatch(/^path +1 {2}werk$/m);
    expect(existsSync(file('m.json'))).toBe(false);
  });

  it('--map keeps the pseudonyms for the next bundle, outside of it, for its owner alone', async () => {
    await save('later.umb', ' /srv/werk/neubau');
    await run('redact', 'x.umb', '-o', 'y.umb', '--map', 'm.json');
    expect(statSync(file('m.json')).mode & 0o777).toBe(0o600);
    const map = JSON.parse(readFileSync(file('m.json'), 'utf8'));
    const pseudonym = map.tokens.find((t: { token: string }) => t.token === 'kontor7').pseudonym;
    expect((await run('analyze', 'y.umb', '--json')).stdout).toContain(pseudonym);
    await run('redact', 'later.umb', '-o', 'z.umb', '--map', 'm.json');
    expect((await run('analyze', 'z.umb', '--json')).stdout).toContain(pseudonym);
    expect(readFileSync(file('y.umb')).includes(map.key)).toBe(false);
  });

  it.each<[string[], RegExp]>([
    [['redact', 'x.umb'], /needs -o FILE/],
    [['redact', 'x.umb', '--preview', '-o', 'y.umb'], /exclude each other/],
    [['redact', 'x.umb', '-o', './x.umb'], /would take the place of another file/],
    [['redact', 'x.umb', '-o', 'y', '--map', 'y'], /would take the place of another file/],
    [['redact', 'x.umb', '-o', 'y', '--map', 'x.umb'], /would take the place of another file/],
  ])('%j is wrong usage, exit 2, and writes nothing', async (args, sentence) => {
    const before = readFileSync(file('x.umb'));
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
    expect(readFileSync(file('x.umb')).equals(before)).toBe(true);
    expect(existsSync(file('y'))).toBe(false);
  });

  it('a map that is none stops it before anything is written, exit 3', async () => {
    writeFileSync(file('m.json'), '{"key":1}');
    const { code } = await run('redact', 'x.umb', '-o', 'y.umb', '--map', 'm.json');
    expect(code).toBe(3);
    expect(existsSync(file('y.umb'))).toBe(false);
    expect(readFileSync(file('m.json'), 'utf8')).toBe('{"key":1}');
  });
});
