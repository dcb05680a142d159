import type { Reply } from '#shared/ipc/contract.ts';
import { hostedUploadPath } from '#shared/ipc/hosted-messages.ts';

/**
 * Sends a file as one request, which the browser reads and sends by itself: the page stays free. `onProgress` gets the bytes
 * sent. Null when `signal` aborted; rejects when the server is gone.
 *
 * Not `fetch`, which does not tell how much of a body was sent.
 */
export function postFile(
  secret: string,
  file: File,
  uploadId: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Reply<'sources.upload'> | null> {
  const request = new XMLHttpRequest();
  request.open('POST', `${hostedUploadPath}?${new URLSearchParams({ id: uploadId, name: file.name })}`);
  request.setRequestHeader('authorization', `Bearer ${secret}`);
  request.responseType = 'json';
  return new Promise((resolve, reject) => {
    const stop = () => request.abort();
    const lost = () => reject(new Error('the connection to the server was lost before the file had arrived'));
    signal.addEventListener('abort', stop);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onabort = () => resolve(null);
    request.onerror = lost;
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : lost());
    request.onloadend = () => signal.removeEventListener('abort', stop);
    request.send(file);
  });
}
