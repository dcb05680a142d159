import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeHostKey } from '#electron/node/ssh/known-hosts.ts';
import { readTrust, rememberHostKey, trustPaths } from '#electron/node/ssh/trust-store.ts';
import { fileOf, keyOf } from '#test/electron/node/ssh/known-hosts-cases.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'um-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const verdict = (paths: ReturnType<typeof trustPaths>, key: string) => {
  const files = readTrust(paths);
  return files.ok ? judgeHostKey(files.value, 'h.example', 22, keyOf(key)).kind : files.error;
};

describe('the files that are believed', () => {
  it('are our store, the user’s and the system’s; only our store is ever written', () => {
    const paths = trustPaths(undefined, {}, home);
    expect(paths.store).toBe(path.join(home, '.config/undermount/known_hosts'));
    expect(paths.read).toEqual([paths.store, path.join(home, '.ssh/known_hosts'), '/etc/ssh/ssh_known_hosts']);
    expect(trustPaths(undefined, { XDG_CONFIG_HOME: '/x' }, home).store).toBe('/x/undermount/known_hosts');
  });

  it('are replaced, all of them, by --known-hosts, which is never written', () => {
    expect(trustPaths('/f', {}, home)).toEqual({ read: ['/f'], store: null });
  });

  it('may be missing, but not the one that was named', () => {
    expect(verdict({ read: [path.join(home, 'none')], store: path.join(home, 'store') }, 'A')).toBe('unknown');
    expect(verdict(trustPaths(path.join(home, 'none')), 'A')).toMatchObject({ kind: 'known-hosts-unreadable' });
  });

  it('stop the connection when one of them cannot be read', () => {
    mkdirSync(path.join(home, '.ssh/known_hosts'), { recursive: true });
    expect(verdict(trustPaths(undefined, {}, home), 'A')).toEqual({
      kind: 'known-hosts-unreadable',
      file: path.join(home, '.ssh/known_hosts'),
      reason: 'EISDIR',
    });
  });
});

describe('remembering a host key', () => {
  const remembered = () => trustPaths(undefined, {}, home);

  it('makes the host known, in a file only its owner can read, and leaves the user’s file as it was', () => {
    mkdirSync(path.join(home, '.ssh'));
    writeFileSync(path.join(home, '.ssh/known_hosts'), fileOf('x.example $B\n'));
    const before = statSync(path.join(home, '.ssh/known_hosts'));
    const { store } = remembered();
    expect(rememberHostKey(store!, 'h.example', 22, keyOf('A'))).toEqual({ ok: true, value: null });
    expect(verdict(remembered(), 'A')).toBe('trusted');
    expect(statSync(store!).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(store!)).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(home, '.ssh/known_hosts'))).toMatchObject({ mtimeMs: before.mtimeMs, size: before.size });
  });

  it('keeps the lines that were there, also one without a newline', () => {
    const { store } = remembered();
    mkdirSync(path.dirname(store!), { recursive: true });
    writeFileSync(store!, fileOf('x.example $B'), { mode: 0o644 });
    rememberHostKey(store!, 'h.example', 2222, keyOf('A'));
    expect(readFileSync(store!, 'utf8')).toBe(fileOf('x.example $B\n[h.example]:2222 $A\n'));
    expect(statSync(store!).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(store!))).toEqual(['known_hosts']);
  });

  it('replaces a link instead of writing through it', () => {
    const { store } = remembered();
    mkdirSync(path.dirname(store!), { recursive: true });
    writeFileSync(path.join(home, 'victim'), '');
    symlinkSync(path.join(home, 'victim'), store!);
    rememberHostKey(store!, 'h.example', 22, keyOf('A'));
    expect(readFileSync(path.join(home, 'victim'), 'utf8')).toBe('');
    expect(verdict(remembered(), 'A')).toBe('trusted');
  });

  it('says so when the store cannot be written, and leaves nothing behind', () => {
    const { store } = remembered();
    mkdirSync(path.join(home, '.config'));
    writeFileSync(path.dirname(store!), 'a file where the folder should be');
    expect(rememberHostKey(store!, 'h.example', 22, keyOf('A'))).toMatchObject({
      error: { kind: 'write-failed', file: store },
    });
    expect(existsSync(`${store}.${process.pid}.new`)).toBe(false);
  });
});
