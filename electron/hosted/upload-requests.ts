import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostIsOurs, originIsOurs, type Place } from '#electron/hosted/same-place.ts';
import type { Sessions } from '#electron/hosted/sessions.ts';
import { safeHeaders } from '#electron/services/content-security-policy.ts';
import type { Channel, Reply } from '#shared/ipc/contract.ts';

export interface UploadRequestsOptions {
  readonly place: () => Place;
  readonly sessions: Sessions;
  readonly answer: (channel: Channel, request: unknown) => Promise<Reply<Channel>>;
  /** Called for all that arrives: the server is in use. */
  readonly onUse: () => void;
}

/**
 * A file as the body of one POST: the browser reads it by itself, no byte of it passes through the page.
 *
 * Its pieces go the way of `sources.upload`, so limits and names are checked there; the answer is that of the last one. Only
 * a page of ours that knows a session's secret may send one; nothing is read of any other. A request that ends early
 * gives its upload up.
 */
export function uploadRequests({ place, sessions, answer, onUse }: UploadRequestsOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = (status: number, body: unknown) => {
      // What was not read of a refused body must not be taken for a next request.
      const headers = { ...safeHeaders, 'content-type': 'application/json; charset=utf-8', connection: 'close' };
      response.writeHead(status, headers).end(JSON.stringify(body));
    };
    if (!hostIsOurs(place(), request)) return reply(421, null);
    if (!originIsOurs(request) || !sessions.isSession(secretOf(request))) return reply(403, null);
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const [uploadId, name] = [query.get('id') ?? '', query.get('name') ?? ''];
    const put = (from: number, chunk: Uint8Array, last: boolean) => {
      onUse();
      return answer('sources.upload', { uploadId, name, from, chunk, last });
    };
    try {
      let from = 0;
      // Without it, leaving the loop would end the connection before the answer is sent.
      const pieces = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
      for await (const chunk of pieces) {
        const taken = await put(from, chunk, false);
        if (!taken.ok) return reply(200, taken);
        from += chunk.length;
      }
      reply(200, await put(from, new Uint8Array(0), true));
    } catch {
      // The page went away or gave up, or the request was none of the contract.
      await answer('sources.cancelOpening', { openingId: uploadId.slice(0, 64) });
      reply(400, null);
    }
  };
}

const secretOf = (request: IncomingMessage): string =>
  /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
