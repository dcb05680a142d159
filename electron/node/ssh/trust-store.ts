import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { configDir } from '#electron/node/config-dir.ts';
import { type KnownHostsFile, parseKnownHosts, typeInside } from '#electron/node/ssh/known-hosts-lines.ts';
import { hostName } from '#electron/node/ssh/known-hosts-match.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/** Which files are believed about host keys, and the one file of our own that may gain a line. */
export interface TrustPaths {
  readonly read: readonly string[];
  /** Null with `--known-hosts FILE`: that file replaces all others and is never written. */
  readonly store: string | null;
}

/** `known_hosts` beside our other settings. */
export const ownStore = (env: NodeJS.ProcessEnv = process.env, home = homedir()): string =>
  path.join(configDir(env, process.platform, home), 'known_hosts');

/** The user's and the system's files are only ever read: what we learn goes to our own. */
export function trustPaths(
  knownHostsOption?: string,
  env: NodeJS.ProcessEnv = process.env,
  home = homedir(),
): TrustPaths {
  if (knownHostsOption !== undefined) return { read: [knownHostsOption], store: null };
  const store = ownStore(env, home);
  return { read: [store, path.join(home, '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'], store };
}

/**
 * Reads every file of the list. A file that is not there is empty; a file that cannot be read stops the
 * connection, because it may hold the very line that would refuse this host.
 * A file named by --known-hosts must exist.
 */
export function readTrust(paths: TrustPaths): Result<readonly KnownHostsFile[], AppError> {
  const files: KnownHostsFile[] = [];
  for (const file of paths.read) {
    try {
      files.push(parseKnownHosts(readFileSync(file, 'utf8'), file));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      const optional = paths.store !== null && (code === 'ENOENT' || code === 'ENOTDIR');
      if (!optional) return err({ kind: 'known-hosts-unreadable', file, reason: code });
    }
  }
  return ok(files);
}

/** Adds one line to our own store: written beside it, then renamed, mode 0600. Errors are the caller's to show. */
export function rememberHostKey(store: string, host: string, port: number, key: Buffer): Result<null, AppError> {
  try {
    mkdirSync(path.dirname(store), { recursive: true, mode: 0o700 });
    const before = textOf(store);
    const line = `${hostName(host, port)} ${typeInside(key)} ${key.toString('base64')}\n`;
    replaceFile(store, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}`);
    return ok(null);
  } catch (error) {
    return err({ kind: 'write-failed', file: store, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

function replaceFile(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.new`;
  rmSync(temporary, { force: true });
  const fd = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
    closeSync(fd);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
