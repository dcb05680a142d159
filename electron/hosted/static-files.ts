import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostIsOurs, type Place } from '#electron/hosted/same-place.ts';
import { safeHeaders } from '#electron/services/content-security-policy.ts';
import { rendererFile } from '#electron/services/renderer-files.ts';

/**
 * Serves the built window and nothing else: GET and HEAD, from one folder, to the right Host.
 * The files are the same for everyone and hold nothing secret; data needs a session and the WebSocket.
 */
export function staticFiles(dir: string, place: () => Place) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number, body: Uint8Array | string = '', contentType = 'text/plain; charset=utf-8') => {
      response.writeHead(status, { ...safeHeaders, 'content-type': contentType });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    if (!hostIsOurs(place(), request)) return answer(421);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405);
    // A browser that sends an Origin on a plain file request is a foreign page's fetch or form.
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${request.headers.host}`) return answer(403);
    const urlPath = (request.url ?? '').split('?')[0]!;
    const file = await rendererFile(dir, urlPath);
    if (!file) return answer(404);
    answer(200, file.bytes, file.contentType);
  };
}
