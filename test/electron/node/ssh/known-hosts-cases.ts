/**
 * What known_hosts files mean, as a table. Constructed, except that the keys and hashes were made with ssh-keygen.
 *
 * `$A` and `$B` are two ed25519 keys, `$E` an ECDSA key, `$R` an RSA key, each written as `type base64`.
 * The server offers `offers` as `host` on `port`.
 */
export interface KnownHostsCase {
  readonly name: string;
  readonly file: string;
  readonly host?: string;
  readonly port?: number;
  readonly offers?: 'A' | 'B' | 'E' | 'R';
  /** The verdict; with the line it rests on, where it rests on one. */
  readonly expect: string;
  /** 1-based lines our parser must report as no entry and no comment. */
  readonly bad?: readonly number[];
  /** ssh-keygen -F finds other lines than we do, and why that is right. */
  readonly differs?: string;
}

const hashed = '|1|JEr7hqs9819KYpZ/AyJ9DRcTPw0=|WpWlEuXORVEUGX0wbsnqDHP3yoo=';
const hashedPort = '|1|+gvkNqAv580PuyO87iEaP6QtTJk=|CW1YIFY/npaybGqdlCvwJbnscYo=';

export const knownHostsCases: readonly KnownHostsCase[] = [
  // plain names
  { name: 'an empty file', file: '', expect: 'unknown' },
  { name: 'only comments and empty lines', file: '# h.example $A\n\n   \n', expect: 'unknown' },
  { name: 'the same key', file: 'h.example $A\n', expect: 'trusted 1' },
  { name: 'no newline at the end', file: 'h.example $A', expect: 'trusted 1' },
  { name: 'another key of the same type', file: 'h.example $B\n', expect: 'changed 1' },
  { name: 'another host', file: 'other.example $A\n', expect: 'unknown' },
  { name: 'a comment behind the key', file: 'h.example $A root@h # made 2019\n', expect: 'trusted 1' },
  { name: 'tabs and several spaces between fields', file: '\t h.example\t \t$A\n', expect: 'trusted 1' },
  { name: 'a list of names', file: 'a.example,h.example,b.example $A\n', expect: 'trusted 1' },
  { name: 'a name that is only a prefix', file: 'h.example.org $A\n', expect: 'unknown' },
  { name: 'a name that is only a suffix', file: 'xh.example $A\n', expect: 'unknown' },
  { name: 'upper case in the file', file: 'H.EXAMPLE $A\n', expect: 'trusted 1' },
  {
    name: 'upper case asked for',
    file: 'h.example $A\n',
    host: 'H.Example',
    expect: 'trusted 1',
    differs: 'ssh lowers the name before it looks, ssh-keygen -F does not',
  },
  { name: 'an IPv4 address', file: '10.0.0.1 $A\n', host: '10.0.0.1', expect: 'trusted 1' },
  { name: 'an IPv6 address', file: 'fe80::1 $A\n', host: 'fe80::1', expect: 'trusted 1' },
  { name: 'an empty item in a list', file: 'a.example,,h.example $A\n', expect: 'trusted 1' },
  { name: 'a trailing comma', file: 'h.example, $A\n', expect: 'trusted 1' },
  { name: 'a line that is commented out', file: '#h.example $B\nh.example $A\n', expect: 'trusted 2' },
  { name: 'a comment sign inside the names', file: 'x#h.example $A\n', expect: 'unknown' },
  // several lines
  { name: 'the right key on a later line', file: 'h.example $B\nh.example $A\n', expect: 'trusted 2' },
  { name: 'the right key on an earlier line', file: 'h.example $A\nh.example $B\n', expect: 'trusted 1' },
  {
    name: 'several types, the offered one among them',
    file: 'h.example $E\nh.example $R\nh.example $A\n',
    expect: 'trusted 3',
  },
  { name: 'several types, the offered one changed', file: 'h.example $E\nh.example $B\n', expect: 'changed 2' },
  { name: 'known only by keys of other types', file: 'h.example $E\nh.example $R\n', expect: 'changed-type 1' },
  { name: 'an ECDSA key', file: 'h.example $A\nh.example $E\n', offers: 'E', expect: 'trusted 2' },
  { name: 'an RSA key', file: 'h.example $R\n', offers: 'R', expect: 'trusted 1' },
  // ports
  { name: 'a name with its port', file: '[h.example]:2222 $A\n', port: 2222, expect: 'trusted 1' },
  { name: 'a name with another port', file: '[h.example]:2223 $A\n', port: 2222, expect: 'unknown' },
  { name: 'a name with a port asked for on 22', file: '[h.example]:2222 $A\n', expect: 'unknown' },
  { name: 'port 22 in brackets is never written', file: '[h.example]:22 $A\n', expect: 'unknown' },
  {
    name: 'the same key without a port',
    file: 'h.example $A\n',
    port: 2222,
    expect: 'trusted 1',
    differs: 'ssh looks again without the port, ssh-keygen -F does not',
  },
  {
    name: 'another key without a port says nothing about this port',
    file: 'h.example $B\n',
    port: 2222,
    expect: 'unknown',
  },
  {
    name: 'the port decides before the name alone',
    file: 'h.example $A\n[h.example]:2222 $B\n',
    port: 2222,
    expect: 'trusted 1',
    differs: 'ssh looks again without the port, ssh-keygen -F does not',
  },
  {
    name: 'an IPv6 address with a port',
    file: '[fe80::1]:2222 $A\n',
    host: 'fe80::1',
    port: 2222,
    expect: 'trusted 1',
  },
  { name: 'a changed key on a port', file: '[h.example]:2222 $B\n', port: 2222, expect: 'changed 1' },
  {
    name: 'a plain address and a port in one list',
    file: 'h.example,[h.example]:2222 $A\n',
    port: 2222,
    expect: 'trusted 1',
  },
  // wildcards
  { name: 'a star', file: '*.example $A\n', expect: 'trusted 1' },
  { name: 'a star alone', file: '* $A\n', expect: 'trusted 1' },
  { name: 'a star matches dots too', file: '*.example $A\n', host: 'a.b.c.example', expect: 'trusted 1' },
  { name: 'a star matches nothing', file: 'h*.example $A\n', expect: 'trusted 1' },
  { name: 'several stars', file: '*h*.*x*le $A\n', expect: 'trusted 1' },
  { name: 'a star that does not reach', file: '*.exampl $A\n', expect: 'unknown' },
  { name: 'a question mark', file: '?.example $A\n', expect: 'trusted 1' },
  { name: 'a question mark is exactly one character', file: '?h.example $A\n', expect: 'unknown' },
  { name: 'a star over a port', file: '[*.example]:2222 $A\n', port: 2222, expect: 'trusted 1' },
  { name: 'a star over every port', file: '[h.example]:* $A\n', port: 2222, expect: 'trusted 1' },
  {
    name: 'many stars end in time',
    file: `${'*a'.repeat(200)}* $A\n`,
    host: `${'a'.repeat(199)}.test`,
    expect: 'unknown',
    differs: 'OpenSSH backtracks without a bound and does not end',
  },
  { name: 'a dot is a dot', file: 'hxexample $A\n', expect: 'unknown' },
  // negation
  { name: 'a negated name', file: '*.example,!h.example $A\n', expect: 'unknown' },
  { name: 'a negated name that comes first', file: '!h.example,*.example $A\n', expect: 'unknown' },
  { name: 'a negated other name', file: '*.example,!x.example $A\n', expect: 'trusted 1' },
  { name: 'only a negated other name matches nobody', file: '!x.example $A\n', expect: 'unknown' },
  { name: 'a negated pattern', file: '*,!h.* $A\n', expect: 'unknown' },
  { name: 'negated on one line, named on another', file: '*,!h.example $B\nh.example $A\n', expect: 'trusted 2' },
  { name: 'a double exclamation mark is a name with one', file: '*.example,!!h.example $A\n', expect: 'trusted 1' },
  // hashed names
  { name: 'a hashed name', file: `${hashed} $A\n`, host: 'hash.example.org', expect: 'trusted 1' },
  { name: 'a hashed name of another host', file: `${hashed} $A\n`, expect: 'unknown' },
  { name: 'a hashed name with a changed key', file: `${hashed} $B\n`, host: 'hash.example.org', expect: 'changed 1' },
  {
    name: 'a hashed name with its port',
    file: `${hashedPort} $A\n`,
    host: 'hash.example.org',
    port: 2222,
    expect: 'trusted 1',
  },
  {
    name: 'a hashed name with its port asked for on 22',
    file: `${hashedPort} $A\n`,
    host: 'hash.example.org',
    expect: 'unknown',
  },
  {
    name: 'a hash of unknown version',
    file: `${hashed.replace('|1|', '|2|')} $A\n`,
    host: 'hash.example.org',
    expect: 'unknown',
  },
  {
    name: 'a hash that is cut short',
    file: `${hashed.slice(0, -8)} $A\n`,
    host: 'hash.example.org',
    expect: 'unknown',
  },
  {
    name: 'a hash without a salt',
    file: `|1||${hashed.split('|')[3]} $A\n`,
    host: 'hash.example.org',
    expect: 'unknown',
  },
  {
    name: 'hashed and plain lines together',
    file: `h.example $B\n${hashed} $A\n`,
    host: 'hash.example.org',
    expect: 'trusted 2',
  },
  // markers
  { name: 'a revoked key', file: '@revoked h.example $A\n', expect: 'revoked 1' },
  { name: 'a key revoked for all hosts', file: 'h.example $A\n@revoked * $A\n', expect: 'revoked 2' },
  {
    name: 'a revoked key wins over a trusted one, whatever the order',
    file: '@revoked * $A\nh.example $A\n',
    expect: 'revoked 1',
  },
  { name: 'another revoked key', file: '@revoked * $B\nh.example $A\n', expect: 'trusted 2' },
  { name: 'only another revoked key', file: '@revoked * $B\n', expect: 'unknown' },
  { name: 'revoked for another host', file: '@revoked x.example $A\nh.example $A\n', expect: 'trusted 2' },
  { name: 'a revoked hashed name', file: `@revoked ${hashed} $A\n`, host: 'hash.example.org', expect: 'revoked 1' },
  {
    name: 'a certificate authority is not the key',
    file: '@cert-authority *.example $A\n',
    expect: 'unknown, 1 authority',
  },
  {
    name: 'a certificate authority beside the key',
    file: '@cert-authority *.example $B\nh.example $A\n',
    expect: 'trusted 2',
  },
  { name: 'a certificate authority of other hosts', file: '@cert-authority *.test $A\n', expect: 'unknown' },
  { name: 'an unknown marker', file: '@trusted h.example $A\n', expect: 'unknown', bad: [1] },
  { name: 'a marker in capitals', file: '@REVOKED h.example $A\n', expect: 'unknown', bad: [1] },
  { name: 'two markers', file: '@revoked @cert-authority h.example $A\n', expect: 'unknown', bad: [1] },
  // bad lines
  { name: 'CRLF line ends', file: 'h.example $A\r\nx.example $B\r\n', expect: 'trusted 1' },
  { name: 'CRLF behind a comment', file: 'h.example $A root@h\r\n', expect: 'trusted 1' },
  { name: 'a name without a key', file: 'h.example\nh.example $A\n', expect: 'trusted 2', bad: [1] },
  { name: 'a type without a key', file: 'h.example ssh-ed25519\nh.example $A\n', expect: 'trusted 2', bad: [1] },
  {
    name: 'a key that is not base64',
    file: 'h.example ssh-ed25519 ???\nh.example $A\n',
    expect: 'trusted 2',
    bad: [1],
    differs: 'ssh-keygen -F prints lines without decoding the key; ssh leaves them out',
  },
  {
    name: 'a key of another type than written',
    file: 'h.example ssh-rsa $A64\n',
    expect: 'unknown',
    bad: [1],
    differs: 'ssh-keygen -F prints lines without decoding the key; ssh leaves them out',
  },
  {
    name: 'a key cut short',
    file: 'h.example ssh-ed25519 AAAAC3NzaC1l\nh.example $A\n',
    expect: 'trusted 2',
    bad: [1],
    differs: 'ssh-keygen -F prints lines without decoding the key; ssh leaves them out',
  },
  { name: 'an SSH 1 key', file: 'h.example 1024 35 1234567890\nh.example $A\n', expect: 'trusted 2', bad: [1] },
  {
    name: 'garbage between good lines',
    file: 'h.example $E\n\x01\x02\x03 garbage\nh.example $A\n',
    expect: 'trusted 3',
    bad: [2],
  },
  {
    name: 'a byte order mark hides the first name only',
    file: '\uFEFFh.example $B\nh.example $A\n',
    expect: 'trusted 2',
  },
  {
    name: 'an unknown key type',
    file: 'h.example ssh-future $F\nh.example $A\n',
    expect: 'trusted 2',
    differs: 'ssh-keygen does not know this type; we keep it, since it still names the host',
  },
];

const keys: Record<string, string> = {
  A: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBjdB+UmNsrGOOkOZb7oa+YpXzkrVQauuDAdlQOPSuV/',
  B: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBmzBBve45DAu27GSPHcsBcE1iuFN3mJM6Dyli9kaz/w',
  E: 'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNtRp8hup0gNekWgRLAPLCKZp3bvLKyPC21F9JKSMnL8F6KQNd9Eqlr5qO3AJWsrMrZfUDhHernbkrWU2c8YLYM=',
  R: 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCnN1qp/ggiBiyRiV9gsUtOrlhR1o3L70IlJeza0eFljG3e4KYKOFgWGNLuKL4+BRc289yuphAe7FMUNxcZ6Nm1rU+Oj3bGHpr5uZPV0gDuGP0Ree6nYiluDihJUirSYYJzC8pVYPvL7SQGMLJ5mol6K1b6aqzGwgai5+cSZKrxFI//8HILk80vV9iARvOXJSSPt4GdYb3ud1Zzj7DLnouCpV+Cd7jjXMGRZwp82zTPlmHhQp2jta6c6OhTqsmeieC4BYervB+lYP6OShzbLdiKBTl10/Skz7EbDEqUM65i+VdO4TD8Zuli7K7//oEQ3RXHU3N5QcgFoy/pMmM/lK67',
};

/** Fingerprints of the keys above, as `ssh-keygen -lf` printed them. */
export const fingerprints: Record<string, string> = {
  A: 'SHA256:ZkUeTVEhlEabJU4bNKSahosrMdvBsz/Yuc6bnn+Z93g',
  B: 'SHA256:ZOh8C4Xo+8ZiwxB1anf/uAzeND4+zgWe5z/tGklSe9g',
  E: 'SHA256:mSMOB+mHtCq6ixGsSjthLS6yiAi849epC0VTv2XUs44',
  R: 'SHA256:VcH8C/XvDQ3mDxPXSDeN1JDjO5NBU1/8kozlfYurshk',
};

export const keyOf = (letter: string): Buffer => Buffer.from(keys[letter]!.split(' ')[1]!, 'base64');

/** A blob that names its type as `ssh-future`. */
const future = Buffer.concat([Buffer.from([0, 0, 0, 10]), Buffer.from('ssh-future'), Buffer.alloc(16, 7)]).toString(
  'base64',
);

export const fileOf = (text: string): string =>
  text
    .replaceAll('$A64', keys.A!.split(' ')[1]!)
    .replaceAll('$F', future)
    .replace(/\$([ABER])/g, (_, letter: string) => keys[letter]!);
