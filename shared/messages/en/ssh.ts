/** Reasons inside SSH errors: facts in lower case, they follow a colon or stand in brackets. */
export const sshWords = {
  'ssh.closed': () => 'the connection was closed',
  'ssh.exec.ended': () => 'the command ended without output',
  'ssh.exec.silent': () => 'there was no answer to the command',
  'ssh.key.public': () => 'it is a public key',
  'ssh.key.unknownFormat': () => 'it is no private key of a known format',
  'ssh.key.wrongPassphrase': () => 'the passphrase is wrong',
  'ssh.nameUnknown': () => 'the name is not known',
  'ssh.noAnswer': (p: { seconds: number }) => `no answer within ${p.seconds} s`,
  'ssh.refused': () => 'the connection was refused',
  'ssh.script.ended': (p: { code: number; said: string }) =>
    `the script ended with status ${p.code}${p.said ? `: ${p.said}` : ''}`,
  'ssh.script.notTaken': () => 'it could not take the script from stdin; head(1) may be missing',
  'ssh.sudo.ended': (p: { code: number | string }) => `sudo ended with status ${p.code}`,
  'ssh.sudo.missing': () => 'sudo is not installed',
  'ssh.sudo.notAllowed': () => 'the sudo rules do not allow it',
  'ssh.sudo.requiretty': () => 'sudo there works only on a terminal (requiretty)',
  'ssh.sudo.silent': (p: { said: string }) =>
    `sudo asked for something else than the password: ${p.said || '(nothing)'}`,
  'ssh.sudo.wrongPassword': () => 'the password was wrong',
  'ssh.target.host': () => 'a host name has letters, digits, dots, hyphens and underscores, or is an IP address',
  'ssh.target.noHost': () => 'it is empty',
  'ssh.target.noUser': () => 'it is empty',
  'ssh.target.port': () => 'a port is a number from 1 to 65535',
  'ssh.target.tooLong': (p: { limit: number }) => `it is longer than ${p.limit} characters`,
  'ssh.target.twoPorts': (p: { first: string; second: number }) => `two ports are given, ${p.first} and ${p.second}`,
  'ssh.target.user': () => 'a user name has no spaces, control characters or characters that a shell interprets',
} as const;
