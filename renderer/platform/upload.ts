import { host } from '#renderer/platform/bridge.ts';
import type { Reply } from '#shared/ipc/contract.ts';

const chunkBytes = 1 << 20;
/** So many are on the way at once: waiting for each answer would take longer than the sending. */
const onTheWay = 4;

/** Sends a file the user chose or dropped. Throws a `DOMException` for what cannot be read: a folder, a file that is gone. */
export async function uploadFile(
  file: File,
  uploadId: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Reply<'sources.upload'> | null> {
  const bridge = host();
  if (!bridge.sendFile) return uploadInChunks(file, uploadId, signal, onProgress);
  // A request would fail too, but without a reason.
  await file.slice(0, 1).arrayBuffer();
  return bridge.sendFile(file, uploadId, signal, onProgress);
}

/**
 * Sends it a MiB at a time and in order: no more than a few of it are ever in the page.
 * `onProgress` gets the bytes that have arrived. When `signal` aborts nothing more is sent, and the answer is null.
 */
async function uploadInChunks(
  file: File,
  uploadId: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Reply<'sources.upload'> | null> {
  const sent: Promise<Reply<'sources.upload'>>[] = [];
  let arrived = 0;
  for (let from = 0; ; from += chunkBytes) {
    const chunk = new Uint8Array(await file.slice(from, from + chunkBytes).arrayBuffer());
    if (signal.aborted) return null;
    const last = from + chunkBytes >= file.size;
    const reply = host().request('sources.upload', { uploadId, name: file.name, from, chunk, last });
    // Whoever waits for an earlier one is told first; this one's failure is not to be a stray.
    reply.catch(() => {});
    sent.push(reply);
    while (sent.length > (last ? 0 : onTheWay - 1)) {
      const answer = await sent.shift()!;
      if (signal.aborted) return null;
      if (!answer.ok || (last && sent.length === 0)) return answer;
      arrived = Math.min(file.size, arrived + chunkBytes);
      onProgress(arrived);
    }
  }
}

/** The system's own "choose a file"; null when it was cancelled. */
export function chooseFile(): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
