import { createServer } from 'node:http';
import { type ListenAt, listen } from '#electron/hosted/listen.ts';
import { type PageSockets, pageSockets } from '#electron/hosted/page-sockets.ts';
import type { Place } from '#electron/hosted/same-place.ts';
import { createSessions } from '#electron/hosted/sessions.ts';
import { staticFiles } from '#electron/hosted/static-files.ts';
import { uploadRequests } from '#electron/hosted/upload-requests.ts';
import type { Services } from '#electron/services/create-services.ts';
import { answerRequest } from '#electron/services/handlers.ts';
import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { hostedUploadPath, tokenField } from '#shared/ipc/hosted-messages.ts';

export interface HostOptions {
  readonly at: ListenAt;
  readonly rendererDir: string;
  readonly idleMs: IdleTimes;
  readonly now: () => number;
}

/** After so long without a request, and with no capture running, the server ends. ms. */
export interface IdleTimes {
  /** With no page connected. */
  readonly alone: number;
  /** With one that only shows what it has. */
  readonly connected: number;
}

export interface HostedServer {
  /** Where the page is, without the token. Behind a socket the port is whatever `ssh -L` is given; 8080 stands for it. */
  readonly address: string;
  /** The address with a new one-time token in its fragment; an unused earlier link stops working. Print it, keep it nowhere. */
  newLink(): string;
  /** Pages that proved themselves and are connected now. */
  pages(): number;
  /** Settles when the server has ended, and says why. */
  readonly ended: Promise<'idle' | 'closed'>;
  close(): Promise<void>;
}

/** Puts services behind HTTP and a WebSocket. `pages` is filled in once: events of the services go there. */
export async function hostServices(
  services: Pick<Services, 'handlers' | 'pendingPrompts' | 'openings' | 'isBusy' | 'close'>,
  options: HostOptions,
  onPages: (pages: PageSockets) => void,
): Promise<Result<HostedServer, AppError>> {
  const { now, idleMs } = options;
  const sessions = createSessions(now);
  let place: Place = { kind: 'socket' };
  let lastUse = now();
  const ways = {
    place: () => place,
    sessions,
    answer: (channel: string, request: unknown) => answerRequest(services.handlers, channel, request),
    onUse: () => {
      lastUse = now();
    },
  };
  const pages = pageSockets({
    ...ways,
    greeting: () => [
      ...services.pendingPrompts().map((payload) => ({ type: 'event', name: 'prompt.ask', payload }) as const),
      ...services.openings().map((payload) => ({ type: 'event', name: 'source.opening', payload }) as const),
    ],
  });
  onPages(pages);
  const serveFile = staticFiles(options.rendererDir, () => place);
  const takeUpload = uploadRequests(ways);
  // A large file through a slow tunnel takes its time; what is not of a session is refused unread.
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    const isUpload = request.method === 'POST' && request.url?.split('?')[0] === hostedUploadPath;
    void (isUpload ? takeUpload(request, response) : serveFile(request, response));
  });
  server.on('upgrade', (request, socket, head) => pages.upgrade(request, socket, head));
  const listening = await listen(server, options.at);
  if (!listening.ok) return listening;
  place = listening.value;

  const { promise: ended, resolve: end } = Promise.withResolvers<'idle' | 'closed'>();
  const close = async (why: 'idle' | 'closed') => {
    clearInterval(watch);
    pages.close();
    server.close();
    await services.close();
    server.closeAllConnections();
    end(why);
  };
  const checkIdle = () => {
    const limit = pages.connected() > 0 ? idleMs.connected : idleMs.alone;
    if (services.isBusy()) lastUse = now();
    else if (now() - lastUse > limit) void close('idle');
  };
  const watch = setInterval(checkIdle, Math.min(30_000, idleMs.alone / 4));

  const address = `http://127.0.0.1:${place.kind === 'port' ? place.port : 8080}/`;
  return ok({
    address,
    newLink: () => `${address}#${tokenField}=${sessions.issueToken()}`,
    pages: () => pages.connected(),
    ended,
    close: () => close('closed'),
  });
}
