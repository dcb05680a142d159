/**
 * Parser for known_hosts, the format of sshd(8) "SSH_KNOWN_HOSTS FILE FORMAT".
 *
 *     @revoked  host,*.example.org,[10.0.0.1]:2222  ssh-ed25519  AAAAC3Nz…  comment
 *     (marker)  (patterns, or one |1|salt|hash)     (key type)   (key blob, base64)
 *
 * As strict as OpenSSH's own reader (hostfile.c, hostkeys_foreach): a line whose marker is unknown, whose blob is not
 * base64 or whose blob is of another type than written is no entry. Such lines are reported, never guessed at.
 */

export interface KnownHostsEntry {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly marker: 'none' | 'revoked' | 'cert-authority';
  /** The second field as written: comma-separated patterns, or one `|1|salt|hash`. */
  readonly hosts: string;
  readonly keyType: string;
  /** The public key as the wire carries it. */
  readonly key: Buffer;
}

export interface KnownHostsFile {
  readonly file: string;
  readonly entries: readonly KnownHostsEntry[];
  /** Lines that are no comment and no entry. */
  readonly badLines: readonly number[];
}

export function parseKnownHosts(text: string, file: string): KnownHostsFile {
  const entries: KnownHostsEntry[] = [];
  const badLines: number[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/^[ \t]+/, '').replace(/[ \t\r]+$/, '');
    if (line === '' || line.startsWith('#')) continue;
    const entry = parseLine(line);
    if (entry) entries.push({ file, line: index + 1, ...entry });
    else badLines.push(index + 1);
  }
  return { file, entries, badLines };
}

function parseLine(line: string): Omit<KnownHostsEntry, 'file' | 'line'> | null {
  const fields = line.split(/[ \t]+/);
  const marker = fields[0]?.startsWith('@') ? markers[fields.shift() ?? ''] : 'none';
  const [hosts, keyType, base64] = fields;
  if (!marker || !hosts || !keyType || !base64 || hosts.includes('\0')) return null;
  const key = decodeKey(base64);
  if (!key || typeInside(key) !== keyType) return null;
  return { marker, hosts, keyType, key };
}

const markers: Record<string, 'revoked' | 'cert-authority' | undefined> = {
  '@revoked': 'revoked',
  '@cert-authority': 'cert-authority',
};

function decodeKey(base64: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return null;
  return Buffer.from(base64, 'base64');
}

/** A key blob starts with its type: uint32 length, then the name (RFC 4253, 6.6). */
export function typeInside(key: Buffer): string | null {
  if (key.length < 4) return null;
  const length = key.readUInt32BE(0);
  return length > 64 || key.length <= 4 + length ? null : key.toString('latin1', 4, 4 + length);
}
