/** 40 GB of zeros in a few megabytes, in every packing: refused within 15 s, with a sentence that names the member. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openArchive } from '#electron/node/archives/open-archive.ts';
import { hostileTar } from '#test/builders/hostile-tar.ts';
import { readArchive } from '#test/builders/read-archive.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'um-bombs-'));
afterAll(() => rmSync(dir, { recursive: true }));

const chunk = 256 << 20;
const member = 'sosreport-db1/sos_commands/process/ps_auxwwwm';
/** 40 GiB in the base 256 of GNU tar. */
const head = hostileTar([{ name: member, size: '\x80\0\0\0\0\0\0\x0a\0\0\0\0' }]);

/** 160 streams of 256 MiB behind one of the header: every packing reads them as one. */
function bomb(name: string, command: string, ...args: readonly string[]): string {
  const file = path.join(dir, name);
  const pack = (input: Buffer) => execFileSync(command, args, { input, maxBuffer: 1 << 28 });
  const zeros = pack(Buffer.alloc(chunk));
  writeFileSync(file, Buffer.concat([pack(head), ...Array.from({ length: 160 }, () => zeros)]));
  return file;
}

describe('a bomb of 40 GB', () => {
  it.each([
    ['gzip', '-c'],
    ['xz', '-0', '-c'],
    ['bzip2', '-c'],
    ['zstd', '-q', '-c'],
  ])(
    '%s',
    async (command, ...args) => {
      const file = bomb(command, command, ...args);
      expect(statSync(file).size).toBeLessThan(200e6);
      const started = performance.now();
      const { code, stdout } = await runCli(['analyze', file], { directory: dir });
      expect(performance.now() - started).toBeLessThan(15_000);
      expect(code).toBe(4);
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(`Reading stopped at ${member}: it unpacks to more than`);
    },
    120_000,
  );

  it('in a bomb is not unpacked a second time', async () => {
    const file = path.join(dir, 'nested');
    writeFileSync(file, gzipSync(execFileSync('gzip', ['-c'], { input: Buffer.alloc(chunk), maxBuffer: 1 << 28 })));
    const { code, stderr } = await runCli(['analyze', file], { directory: dir });
    expect([code, stderr]).toEqual([3, expect.stringContaining('it is packed twice')]);
    const { report } = await readArchive((await openArchive(file))!);
    expect(report.decodedBytes).toBeLessThan(chunk);
  }, 60_000);
});
