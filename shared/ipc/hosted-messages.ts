import type { Channel, EventName, Events, Reply } from '#shared/ipc/contract.ts';

/** What page and server of hosted mode say to each other; each message is one frame of `wire.ts`. No zod here: the page loads it. */

/** Where the page opens its WebSocket. */
export const hostedSocketPath = '/session';

/** Where the page posts a file: `?id=UPLOAD&name=NAME`, the session's secret as `authorization: Bearer`. */
export const hostedUploadPath = '/upload';

/** Name of the one-time token in the URL's fragment, which browsers never send to a server. */
export const tokenField = 'token';

export type FromPage =
  /** First message of a connection: the one-time token of the URL, or after that the session's secret. */
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'secret'; readonly secret: string }
  | { readonly type: 'request'; readonly id: number; readonly channel: Channel; readonly request: unknown };

export type ToPage =
  /** Accepted. The secret opens later connections of the same page; it lives in memory only. */
  | { readonly type: 'session'; readonly secret: string }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<Channel> }
  /** A refused or malformed request: a bug or an attack, never an expected failure. */
  | { readonly type: 'rejected'; readonly id: number; readonly message: string }
  | { readonly [E in EventName]: { readonly type: 'event'; readonly name: E; readonly payload: Events[E] } }[EventName];

/** WebSocket close codes of ours (4000 … 4999 are free for applications). */
export const closeCodes = {
  /** Wrong, used or expired token, or a secret of no session: reconnecting is useless. */
  refused: 4401,
  /** The server ends: idle too long, or stopped. */
  ended: 4410,
} as const;
