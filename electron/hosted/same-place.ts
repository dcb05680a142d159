import type { IncomingMessage } from 'node:http';

/**
 * Which addresses the page may have been reached by.
 *
 * On a TCP port only the exact one that was printed. Behind a Unix socket the port is that of the
 * user's own `ssh -L`, which nobody knows here: any port, but of a loopback name only, so that a
 * name an attacker's DNS points at 127.0.0.1 is refused in both cases.
 */
export type Place = { readonly kind: 'port'; readonly port: number } | { readonly kind: 'socket' };

export function hostIsOurs(place: Place, request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  return place.kind === 'port'
    ? host === `127.0.0.1:${place.port}`
    : /^(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/.test(host);
}

/** A WebSocket carries its page's origin; browsers do not let a page forge it. It must be the very address asked for. */
export const originIsOurs = (request: IncomingMessage): boolean =>
  request.headers.origin === `http://${request.headers.host ?? ''}`;
