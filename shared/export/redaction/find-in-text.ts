import type { FoundWords } from '#shared/export/redaction/words.ts';

/** IPv4 with four octets of at most 255, also `ip-10-1-2-3` as clouds name their hosts. */
const ipv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g;
const dashedIpv4 = /(?<![\w])ip-(\d{1,3}(?:-\d{1,3}){3})(?!\w)/gi;
const ipv6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi;
const mac = /(?<![\w:])[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?![\w:])/gi;
/** An absolute path where one can begin, up to what ends a component in no format. */
const absolutePath = /(?<![\w.)\]}\-\x80-\xff])\/[^\s"'`<>|;,:=\x00-\x1f\x7f]+/g;
/** The look-behind keeps one long word from being read again from each of its letters. */
const url = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\\?\/\\?\/(?:([^\s/@"'\\]+)@)?([A-Za-z0-9.-]+)/g;
/** Domains are told by where they end; `.io`, `.sh`, `.so` are also ends of files and of Go packages, and do not count. */
const domain =
  /(?<![\w.-])(?:[a-z0-9_-]+\.)+(?:com|net|org|edu|gov|mil|eu|de|cn|fr|uk|us|jp|local|lan|lab|internal|intra|corp|home|arpa|cloud|example|test|invalid)(?![\w-]|\.\w)/gi;
const fields: readonly (readonly [
  RegExp,
  'host' | 'domain' | 'pod' | 'namespace' | 'container' | 'image' | 'login',
])[] = [
  [/"(?:Hostname|hostname)":\s*"([^"]+)"/g, 'host'],
  [/"Domainname":\s*"([^"]+)"/g, 'domain'],
  [/"io\.kubernetes\.(?:cri\.sandbox-name|pod\.name)":\s*"([^"]+)"/g, 'pod'],
  [/"io\.kubernetes\.(?:cri\.sandbox-namespace|pod\.namespace)":\s*"([^"]+)"/g, 'namespace'],
  [/"io\.kubernetes\.(?:cri\.container-name|container\.name)":\s*"([^"]+)"/g, 'container'],
  [/"(?:Image|image|io\.kubernetes\.cri\.image-name)":\s*"([^"]+)"/g, 'image'],
  [/sandbox_image\s*=\s*"([^"]+)"/g, 'image'],
  [/"(?:User|username)":\s*"([^":]+)/g, 'login'],
];
/** Who runs or logs in, in command lines (their arguments end with NUL) and in logs of sessions. */
const logins: readonly RegExp[] = [
  /(?<![\w-])(?:runuser|sudo|doas|pkexec)[\0 ](?:[^\n]{0,200}?[\0 ])??(?:-u|-U|--user)[\0 =]([a-z_][\w.-]*)/gi,
  /(?<![\w-])(?:su|runuser|gosu|su-exec)[\0 ](?:-[a-z-]*[\0 ])*([a-z_][\w.-]*)/gi,
  /(?<![\w-])sshd(?:-session)?: ([a-z_][\w.-]*)(?:@| \[)/gi,
  /(?:session (?:opened|closed) for user|invalid user|Accepted [\w-]+ for|\bUSER=) ?([a-z_][\w.-]*)/gi,
];

/** Adds what can be told from the text itself. `text`: a byte text without ids (they are replaced by dots). */
export function findInText(text: string, words: FoundWords): void {
  for (const [address] of text.matchAll(ipv4)) addIpv4(address, words);
  for (const [, address] of text.matchAll(dashedIpv4)) addIpv4(address!.replaceAll('-', '.'), words);
  for (const [address] of text.matchAll(mac)) {
    if (!/^(?:00:){5}00$|^(?:ff:){5}ff$/i.test(address)) words.add(address, 'mac');
  }
  for (const [address] of text.matchAll(ipv6)) if (isIpv6(address)) words.add(address, 'ipv6');
  for (const [path] of text.matchAll(absolutePath)) words.addPath(path);
  for (const [, user, host] of text.matchAll(url)) {
    if (user) words.addName(user, 'login');
    if (host!.length > 1) words.addName(host!, 'domain');
  }
  for (const [name] of text.matchAll(domain)) words.addName(name, 'domain');
  for (const pattern of logins) for (const [, name] of text.matchAll(pattern)) words.addName(name!, 'login');
  for (const [pattern, kind] of fields) {
    for (const [, name] of text.matchAll(pattern)) {
      if (kind === 'image') addImage(name!, words);
      else words.addName(name!, kind);
    }
  }
}

/** `registry:5000/repository/name:tag@sha256:…`; the part before the first slash is a registry when it has a dot or a port. */
export function addImage(reference: string, words: FoundWords): void {
  const [, registry, rest] = /^(?:([^/]*[.:][^/]*|localhost)\/)?(.*)$/s.exec(reference.replace(/@sha256:.*$/s, ''))!;
  if (registry !== undefined) words.addName(registry, 'registry');
  if (rest !== undefined) words.addName(rest, 'image');
}

function addIpv4(address: string, words: FoundWords): void {
  const octets = address.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) return;
  if (octets[0] === 127 || octets[0] === 0 || octets.every((octet) => octet === 255)) return;
  words.add(address, 'ipv4');
}

/** Not a time of day and not a MAC: eight groups, or `::` once with two groups or more. */
function isIpv6(text: string): boolean {
  const groups = text.split(':');
  const filled = groups.filter((group) => group !== '');
  if (!text.includes('::')) return groups.length === 8 && filled.length === 8;
  return text.indexOf('::') === text.lastIndexOf('::') && filled.length >= 2 && filled.length < 8;
}
