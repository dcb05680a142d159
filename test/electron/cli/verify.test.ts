import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveBundle } from '#electron/node/bundle/bundle-writer.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { aRecord, someCustody } from '#test/electron/node/bundle/arbitrary-records.ts';

let dir: string;
const file = (name: string) => path.join(dir, name);
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'um-verify-'));
  await saveBundle(file('x.umb'), { title: 'db1', custody: someCustody }, [aRecord('host', 'hostname=db1\n')]);
});
afterEach(() => rmSync(dir, { recursive: true }));

const verify = (name: string) => runCli(['verify', name], { directory: dir });

describe('undermount verify', () => {
  it('says that a bundle is unchanged, with its hash', async () => {
    const { code, stdout, stderr } = await verify('x.umb');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^x\.umb: unchanged since it was sealed; 1 records, evidence sha256 [0-9a-f]{64}\n$/);
  });

  it('names the member that was changed, exit 1', async () => {
    const bytes = readFileSync(file('x.umb'));
    bytes[bytes.indexOf('records/000001-host.zst\0') + 512 + 6]! ^= 0x10;
    writeFileSync(file('changed.umb'), bytes);
    expect(await verify('changed.umb')).toEqual({
      code: 1,
      stdout: 'records/000001-host.zst has other bytes than the manifest says\n',
      stderr: '',
    });
  });

  it('does not let a forged member name reach the terminal, exit 1', async () => {
    const bytes = readFileSync(file('x.umb'));
    bytes.write('\x1b[2J', bytes.indexOf('records/000001-host.zst\0'));
    writeFileSync(file('forged.umb'), bytes);
    const { code, stdout } = await verify('forged.umb');
    expect(code).toBe(1);
    expect(stdout).not.toContain('\x1b');
  });

  it('says where a cut bundle ends, exit 1', async () => {
    const bytes = readFileSync(file('x.umb'));
    writeFileSync(file('cut.umb'), bytes.subarray(0, bytes.length - 2048));
    expect(await verify('cut.umb')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^seal is (missing|cut off here)\n$/),
    });
  });

  it('cannot read what is no bundle, exit 3', async () => {
    writeFileSync(file('text'), 'hello');
    expect(await verify('text')).toMatchObject({ code: 3, stdout: '' });
    expect(await verify('none')).toMatchObject({ code: 3, stderr: expect.stringContaining('does not exist') });
  });

  it('holds for the demo', async () => {
    expect((await verify('demo')).code).toBe(0);
  });
});
