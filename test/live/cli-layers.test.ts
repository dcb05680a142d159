/** `capture --with layer-listings` over a real sshd, as a user who has a storage of his own (rootless podman's place). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFile } from '#electron/node/sources/open-file.ts';
import { isWholeListing, parseFolderNames } from '#shared/parsers/layer-names.ts';
import { runCli } from '#test/electron/cli/run-cli.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

let sshd: Sshd<'rootless'>;
const dir = mkdtempSync(path.join(tmpdir(), 'um-cli-layers-'));
const layer = 'a'.repeat(64);
beforeAll(async () => {
  sshd = await startSshd({ users: { rootless: {} } });
  const { name, home } = sshd.users.rootless;
  const storage = path.join(home, '.local/share/containers/storage');
  mkdirSync(path.join(storage, 'overlay', layer, 'diff', 'bin'), { recursive: true });
  mkdirSync(path.join(storage, 'overlay', 'l'));
  mkdirSync(path.join(storage, 'overlay-layers'));
  writeFileSync(path.join(storage, 'overlay', layer, 'diff', 'bin', 'sh'), 'x'.repeat(40), { mode: 0o755 });
  writeFileSync(
    path.join(storage, 'overlay-layers', 'layers.json'),
    JSON.stringify([{ id: layer, created: '2026-01-01T00:00:00Z' }]),
  );
  execFileSync('chown', ['-R', name, path.join(home, '.local')]);
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await sshd.stop();
});

it('brings the names of the layer, and custody says what was done', async () => {
  const { name, home } = sshd.users.rootless;
  const only = ['--only', 'layer-folders,containers-storage', '--with', 'layer-listings'];
  const done = await runCli(
    [
      'capture',
      `${name}@127.0.0.1`,
      '-p',
      String(sshd.port),
      '--known-hosts',
      sshd.knownHostsFile,
      '-i',
      sshd.userKeyPath,
      ...only,
      '-o',
      'x.umb',
    ],
    { directory: dir },
  );
  expect(done.code, done.stderr).toBe(4); // --only leaves the rest unread
  const file = path.join(dir, 'x.umb');
  const opened = await openFile(file, 'x.umb');
  if (!opened.ok) throw new Error(opened.error.kind);
  const bodies = new Map<string, Uint8Array>();
  for await (const record of opened.value.records(new AbortController().signal)) bodies.set(record.id, record.body);
  expect(opened.value.custody().hostChanges).toEqual([
    expect.stringMatching(/^layer-listings: folders of unpacked layers were listed/),
  ]);
  const body = bodies.get(`layer-listings/folder/${home}/.local/share/containers/storage/overlay/${layer}/diff`)!;
  expect(isWholeListing(body)).toBe(true);
  expect(parseFolderNames(body).value.map((r) => [r.type, r.path, r.size, r.opaque === null])).toEqual([
    ['directory', '', expect.any(Number), true],
    ['directory', 'bin', expect.any(Number), true],
    ['file', 'bin/sh', 40, false],
  ]);
  expect((await runCli(['verify', 'x.umb'], { directory: dir })).code).toBe(0);
});
