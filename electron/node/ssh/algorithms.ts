import type { ConnectConfig } from 'ssh2';

type Algorithms = NonNullable<ConnectConfig['algorithms']>;

/**
 * What we offer, said as changes to ssh2's defaults and never as a list: Electron's BoringSSL lacks
 * ciphers that Node has, and naming one of those throws there and only there.
 *
 * Out: SHA-1 in every role, and chacha20-poly1305, which is safe only under strict key exchange (Terrapin,
 * CVE-2023-48795) and which Electron could not speak anyway. In front: host key types already known for
 * this host, so that a host with several keys shows the one we can check.
 */
export function algorithmsFor(knownTypes: readonly string[]): Algorithms {
  const first = knownTypes.flatMap((type) => signatures[type] ?? []);
  return {
    kex: change([/sha1/]),
    cipher: change([/chacha20/, /cbc/]),
    hmac: change([/sha1/]),
    serverHostKey: change([/^ssh-rsa$/, ...first], first),
  } as unknown as Algorithms;
}

/** ssh2 applies the keys in this order, and `prepend` skips what is still in the list. Its types know only plain lists. */
const change = (remove: readonly (RegExp | string)[], prepend: readonly string[] = []) => ({ remove, prepend });

/** The signature algorithms that prove a key of this type. An RSA key signs with SHA-2 (RFC 8332). */
const signatures: Record<string, readonly string[]> = {
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256'],
};
