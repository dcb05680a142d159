import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import ssh2, { type ParsedKey } from 'ssh2';
import type { Asks } from '#electron/node/ssh/asks.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

/** A private key file's bytes, read before anything is sent, so that a wrong -i costs no connection. */
export interface KeyFile {
  readonly file: string;
  readonly bytes: Buffer;
  readonly encrypted: boolean;
}

/** The files ssh(1) tries without -i, of the types we can use; only those that exist. */
export function defaultKeyPaths(home = homedir()): string[] {
  return ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) => path.join(home, '.ssh', name)).filter((f) => existsSync(f));
}

export function readKey(file: string): Result<KeyFile, AppError> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return unreadable(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  const parsed = parse(bytes);
  if (!(parsed instanceof Error)) {
    return parsed.isPrivateKey() ? ok({ file, bytes, encrypted: false }) : unreadable(file, say(msg('ssh.key.public')));
  }
  if (/no passphrase given/.test(parsed.message)) return ok({ file, bytes, encrypted: true });
  return unreadable(file, say(msg('ssh.key.unknownFormat')));
}

/** Opens a key, asking for the passphrase as often as a person may mistype it. Null: no answer. */
export async function unlock(key: KeyFile, asks: Asks, tries = 3): Promise<Result<ParsedKey | null, AppError>> {
  if (!key.encrypted) return opened(key, parse(key.bytes));
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const passphrase = await asks.secret({ what: 'passphrase', forWhom: key.file, attempt });
    if (passphrase === null)
      return attempt === 1 ? ok(null) : unreadable(key.file, say(msg('ssh.key.wrongPassphrase')));
    const parsed = parse(key.bytes, passphrase);
    if (!(parsed instanceof Error)) return opened(key, parsed);
  }
  return unreadable(key.file, say(msg('ssh.key.wrongPassphrase')));
}

const opened = (key: KeyFile, parsed: ParsedKey | Error): Result<ParsedKey, AppError> =>
  parsed instanceof Error ? unreadable(key.file, say(msg('ssh.key.unknownFormat'))) : ok(parsed);

/** parseKey returns its errors, but throws on some damaged blobs and on ciphers OpenSSL does not have. */
function parse(bytes: Buffer, passphrase?: string): ParsedKey | Error {
  try {
    const parsed = ssh2.utils.parseKey(bytes, passphrase) as ParsedKey | ParsedKey[] | Error;
    const first = Array.isArray(parsed) ? parsed[0] : parsed;
    return first ?? new Error('empty');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const unreadable = (file: string, reason: string) => err({ kind: 'key-unreadable', file, reason } as const);
