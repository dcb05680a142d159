import { createHash } from 'node:crypto';
import type { KnownHostsEntry, KnownHostsFile } from '#electron/node/ssh/known-hosts-lines.ts';
import { typeInside } from '#electron/node/ssh/known-hosts-lines.ts';
import { hostName, hostsMatch } from '#electron/node/ssh/known-hosts-match.ts';

/** What known_hosts says about one key of one host. Only `trusted` lets a connection go on by itself. */
export type Verdict =
  | { readonly kind: 'trusted'; readonly by: KnownHostsEntry }
  /** No line names this host. `authorities`: how many `@cert-authority` lines do; we cannot check certificates. */
  | { readonly kind: 'unknown'; readonly authorities: number }
  /** The host is known by another key, of this type or (`otherType`) only of another type. */
  | { readonly kind: 'changed'; readonly by: KnownHostsEntry; readonly otherType: boolean }
  | { readonly kind: 'revoked'; readonly by: KnownHostsEntry };

/**
 * Looks a key up for a host, in the order revoked, same key, other key.
 *
 * As OpenSSH does, a host on another port is also trusted by a line without a port when the key is the very same.
 * Stricter than OpenSSH: a host known only by keys of another type counts as changed, because we ask for
 * the known types first and the host no longer has one of them.
 */
export function judgeHostKey(files: readonly KnownHostsFile[], host: string, port: number, key: Buffer): Verdict {
  const named = entriesFor(files, host, port);
  const plain = named.filter((e) => e.marker === 'none');
  const revoked = named.find((e) => e.marker === 'revoked' && e.key.equals(key));
  if (revoked) return { kind: 'revoked', by: revoked };
  const same = plain.find((e) => e.key.equals(key)) ?? withoutPort(files, host, port).find((e) => e.key.equals(key));
  if (same) return { kind: 'trusted', by: same };
  const type = typeInside(key);
  const sameType = plain.find((e) => e.keyType === type);
  if (sameType) return { kind: 'changed', by: sameType, otherType: false };
  if (plain[0]) return { kind: 'changed', by: plain[0], otherType: true };
  return { kind: 'unknown', authorities: named.filter((e) => e.marker === 'cert-authority').length };
}

/** Key types we hold for the host, each once, in file order. A connection asks for these first. */
export function knownKeyTypes(files: readonly KnownHostsFile[], host: string, port: number): string[] {
  const named = entriesFor(files, host, port).filter((e) => e.marker === 'none');
  return [...new Set((named.length > 0 ? named : withoutPort(files, host, port)).map((e) => e.keyType))];
}

export function entriesFor(files: readonly KnownHostsFile[], host: string, port: number): KnownHostsEntry[] {
  const name = hostName(host, port);
  return files.flatMap((file) => file.entries.filter((e) => hostsMatch(e.hosts, name)));
}

const withoutPort = (files: readonly KnownHostsFile[], host: string, port: number) =>
  port === 22 ? [] : entriesFor(files, host, 22).filter((e) => e.marker === 'none');

/** `SHA256:…` without padding, as `ssh-keygen -lf` prints it. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
