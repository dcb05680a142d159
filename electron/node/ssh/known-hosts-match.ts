import { createHmac, timingSafeEqual } from 'node:crypto';

/** How known_hosts names a host: plain on port 22, `[host]:port` elsewhere (misc.c, put_host_port). */
export const hostName = (host: string, port: number) =>
  port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;

/**
 * Whether a host field names `name`.
 *
 * A hashed field is one HMAC-SHA1 of the whole name. A plain field is a list of patterns: a negated one that
 * matches decides against the line wherever it stands, as in OpenSSH's match_pattern_list.
 */
export function hostsMatch(hosts: string, name: string): boolean {
  if (hosts.startsWith('|')) return hashMatches(hosts, name);
  let found = false;
  for (const item of hosts.split(',')) {
    const negated = item.startsWith('!');
    const pattern = (negated ? item.slice(1) : item).toLowerCase();
    if (!matches(pattern, name)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}

function hashMatches(field: string, name: string): boolean {
  const [, version, salt = '', hash = '', rest] = field.split('|');
  if (version !== '1' || rest !== undefined) return false;
  const wanted = Buffer.from(hash, 'base64');
  const saltBytes = Buffer.from(salt, 'base64');
  if (wanted.length !== 20 || saltBytes.length !== 20) return false;
  return timingSafeEqual(wanted, createHmac('sha1', saltBytes).update(name).digest());
}

/** `*` is any run of characters, `?` is one. Linear: on a mismatch only the last `*` is tried further. */
function matches(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let resume = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = n;
    } else if (pattern[p] === '?' || pattern[p] === name[n]) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
