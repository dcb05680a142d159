/** A target as people type it: `host`, `user@host`, `host:2222`, `user@[2001:db8::1]:22`, `ssh://user@host:22`. */
export interface Target {
  readonly user: string;
  readonly host: string;
  readonly port: number;
}

/** Null when there is no host in it or the port is none; the services check the rest. */
export function parseTarget(typed: string): Target | null {
  const text = typed
    .trim()
    .replace(/^ssh:\/\//, '')
    .replace(/\/$/, '');
  const at = text.lastIndexOf('@');
  const user = at > 0 ? text.slice(0, at) : '';
  const rest = text.slice(at + 1);
  const parts =
    /^\[([^\]]+)\](?::(\d+))?$/.exec(rest) ??
    /^([^:]+)(?::(\d+))?$/.exec(rest) ??
    /^([^[\]]*:[^[\]]*:[^[\]]*)$/.exec(rest);
  const host = parts?.[1];
  if (!host || /\s/.test(host) || /\s/.test(user)) return null;
  const port = parts[2] === undefined ? 22 : Number(parts[2]);
  return port >= 1 && port <= 65535 ? { user: user || 'root', host, port } : null;
}

/** root needs nothing more; everybody else sees little without. */
export const defaultElevation = (user: string): 'none' | 'sudo' => (user === 'root' ? 'none' : 'sudo');
