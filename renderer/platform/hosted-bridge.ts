import { postFile } from '#renderer/platform/post-file.ts';
import type { Channel, EventName, Events, HostBridge, Reply, Request } from '#shared/ipc/contract.ts';
import { closeCodes, type FromPage, hostedSocketPath, type ToPage, tokenField } from '#shared/ipc/hosted-messages.ts';
import { decodeFrame, encodeFrame } from '#shared/ipc/wire.ts';

/**
 * How the page stands with its server. `over`: this page's link is used up or the server ended;
 * only a new link from the terminal helps.
 */
export type HostedState = 'connecting' | 'connected' | 'reconnecting' | 'over';

export interface HostedBridge extends HostBridge {
  readonly state: () => HostedState;
  onState(listener: (state: HostedState) => void): () => void;
}

/** True when this page was opened by `undermount serve`: the address carries a one-time token. */
export const hasHostedToken = () => new URLSearchParams(location.hash.slice(1)).has(tokenField);

const retryMs = [200, 500, 1000, 2000, 5000];

interface Waiting {
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The contract over a WebSocket to the server this page came from.
 *
 * The token is taken out of the address bar at once, exchanged for a secret that only this closure
 * holds, and never stored: reloading the page ends the session. After a cut the connection is
 * opened again with the secret. Requests that were sent but not answered are rejected then, because
 * sending one twice could start a capture twice; those not yet sent wait.
 */
export function connectHosted(): HostedBridge {
  let token = takeToken();
  let secret: string | null = null;
  let socket: WebSocket | null = null;
  let state: HostedState = 'connecting';
  let failures = 0;
  let lastId = 0;
  const unsent: Extract<FromPage, { type: 'request' }>[] = [];
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const stateListeners = new Set<(state: HostedState) => void>();

  function enter(next: HostedState): void {
    if (state === next) return;
    state = next;
    for (const listener of stateListeners) listener(next);
    if (next === 'over') rejectAll('the session is over');
  }

  function rejectAll(reason: string): void {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    unsent.length = 0;
  }

  function open(): void {
    const opening: FromPage | null =
      secret !== null ? { type: 'secret', secret } : token !== null ? { type: 'token', token } : null;
    if (opening === null) {
      enter('over');
      return;
    }
    const connection = new WebSocket(`ws://${location.host}${hostedSocketPath}`);
    connection.binaryType = 'arraybuffer';
    connection.onopen = () => connection.send(encodeFrame(opening));
    connection.onmessage = ({ data }) =>
      receive(connection, decodeFrame(new Uint8Array(data as ArrayBuffer)) as ToPage);
    connection.onclose = ({ code }) => closed(code);
  }

  function receive(connection: WebSocket, message: ToPage): void {
    switch (message.type) {
      case 'session':
        secret = message.secret;
        token = null;
        socket = connection;
        failures = 0;
        enter('connected');
        for (const request of unsent.splice(0)) connection.send(encodeFrame(request));
        return;
      case 'reply':
        take(message.id)?.resolve(message.reply as never);
        return;
      case 'rejected':
        take(message.id)?.reject(new Error(message.message));
        return;
      case 'event':
        for (const listener of listeners.get(message.name) ?? []) listener(message.payload as never);
    }
  }

  function take(id: number): Waiting | undefined {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  }

  function closed(code: number): void {
    socket = null;
    const kept = new Set(unsent.map(({ id }) => id));
    for (const [id, { reject }] of waiting) {
      if (kept.has(id)) continue;
      waiting.delete(id);
      reject(new Error('the connection to the server was lost before the answer came'));
    }
    if (code === closeCodes.refused || code === closeCodes.ended) {
      enter('over');
      return;
    }
    enter(secret === null ? 'connecting' : 'reconnecting');
    setTimeout(open, retryMs[Math.min(failures++, retryMs.length - 1)]);
  }

  open();
  return {
    request<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>> {
      if (state === 'over') return Promise.reject(new Error('the session is over'));
      return new Promise((resolve, reject) => {
        const frame = { type: 'request', id: ++lastId, channel, request } as const;
        waiting.set(frame.id, { resolve, reject });
        if (socket?.readyState === WebSocket.OPEN) socket.send(encodeFrame(frame));
        else unsent.push(frame);
      });
    },
    on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all);
      all.add(listener as (payload: never) => void);
      return () => all.delete(listener as (payload: never) => void);
    },
    sendFile(file, uploadId, signal, onProgress) {
      if (secret === null) return Promise.reject(new Error('the session has not begun'));
      return postFile(secret, file as File, uploadId, signal, onProgress);
    },
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}

/** Reads the token and removes it from the address bar and this history entry. */
function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get(tokenField);
  if (token !== null) history.replaceState(null, '', location.pathname);
  return token;
}
