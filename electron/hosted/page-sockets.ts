import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { Opening, PageRequest } from '#electron/hosted/page-messages.ts';
import { hostIsOurs, originIsOurs, type Place } from '#electron/hosted/same-place.ts';
import type { Sessions } from '#electron/hosted/sessions.ts';
import type { Channel, EventName, Events, Reply } from '#shared/ipc/contract.ts';
import { closeCodes, hostedSocketPath, type ToPage } from '#shared/ipc/hosted-messages.ts';
import { decodeFrame, encodeFrame } from '#shared/ipc/wire.ts';

/** An upload's chunk is 1 MiB and the longest text of the contract 4 MiB of UTF-16 in JSON; nothing else comes near. */
const messageLimit = 16 << 20;
/** How long a connection may stay without saying who it is, and how many may wait so. */
const openingMs = 5_000;
const strangersAtOnce = 16;

export interface PageSockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  broadcast<E extends EventName>(name: E, payload: Events[E]): void;
  /** Pages that proved themselves and are connected now. */
  connected(): number;
  close(): void;
}

export interface PageSocketsOptions {
  readonly place: () => Place;
  readonly sessions: Sessions;
  readonly answer: (channel: string, request: unknown) => Promise<Reply<Channel>>;
  /** Called for every request of a session: the server is in use. */
  readonly onUse: () => void;
  /** Sent to a page as soon as it is connected: questions that still wait for a person. */
  readonly greeting: () => readonly ToPage[];
}

/** The WebSocket half: who may connect, and the contract over it. */
export function pageSockets({ place, sessions, answer, onUse, greeting }: PageSocketsOptions): PageSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false });
  const pages = new Set<WebSocket>();
  let strangers = 0;

  const send = (page: WebSocket, message: ToPage) => {
    if (page.readyState === WebSocket.OPEN) page.send(encodeFrame(message));
  };

  function meet(connection: WebSocket): void {
    strangers++;
    let met = false;
    const meetOnce = () => {
      if (!met) strangers--;
      met = true;
      clearTimeout(timer);
    };
    const timer = setTimeout(() => connection.close(closeCodes.refused), openingMs);
    connection.once('close', meetOnce);
    connection.on('error', () => connection.terminate());
    connection.once('message', (data: RawData) => {
      meetOnce();
      const secret = admit(data);
      if (secret === null) connection.close(closeCodes.refused);
      else welcome(connection, secret);
    });
  }

  function admit(data: RawData): string | null {
    const opening = read(data, (raw) => Opening.parse(raw));
    if (opening === null) return null;
    if (opening.type === 'token') return sessions.redeem(opening.token);
    return sessions.isSession(opening.secret) ? opening.secret : null;
  }

  function welcome(page: WebSocket, secret: string): void {
    pages.add(page);
    onUse();
    page.on('close', () => pages.delete(page));
    page.on('message', (data: RawData) => {
      onUse();
      const request = read(data, (raw) => PageRequest.parse(raw));
      if (request === null) page.close(closeCodes.refused);
      else void reply(page, request);
    });
    send(page, { type: 'session', secret });
    for (const message of greeting()) send(page, message);
  }

  async function reply(page: WebSocket, { id, channel, request }: PageRequest): Promise<void> {
    try {
      send(page, { type: 'reply', id, reply: await answer(channel, request) });
    } catch (error) {
      send(page, { type: 'rejected', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    upgrade(request, socket, head) {
      const refuse = (status: string) =>
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      if (!hostIsOurs(place(), request)) return refuse('421 Misdirected Request');
      if (!originIsOurs(request)) return refuse('403 Forbidden');
      if (request.url !== hostedSocketPath) return refuse('404 Not Found');
      if (strangers >= strangersAtOnce) return refuse('503 Service Unavailable');
      server.handleUpgrade(request, socket, head, meet);
    },
    broadcast(name, payload) {
      for (const page of pages) send(page, { type: 'event', name, payload } as ToPage);
    },
    connected: () => pages.size,
    close() {
      for (const connection of server.clients) connection.close(closeCodes.ended);
      server.close();
    },
  };
}

/** Null for anything malformed: text frames, bytes that are no frame, a message of another shape. */
function read<T>(data: RawData, parse: (raw: unknown) => T): T | null {
  try {
    return parse(decodeFrame(Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data as Buffer)));
  } catch {
    return null;
  }
}
