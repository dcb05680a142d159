import { host } from '#renderer/platform/bridge.ts';
import type { Reply } from '#shared/ipc/contract.ts';

const chunkBytes = 1 << 20;

/**
 * Sends a file the user chose or dropped, a MiB at a time and in order: no more of it is ever in the page. `onProgress` gets
 * the bytes sent. When `signal` aborts nothing more is sent, and the answer is null.
 */
export async function uploadFile(
  file: File,
  uploadId: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<Reply<'sources.upload'> | null> {
  for (let from = 0; ; from += chunkBytes) {
    const chunk = new Uint8Array(await file.slice(from, from + chunkBytes).arrayBuffer());
    if (signal.aborted) return null;
    const last = from + chunkBytes >= file.size;
    const reply = await host().request('sources.upload', { uploadId, name: file.name, chunk, last });
    if (signal.aborted) return null;
    if (!reply.ok || last) return reply;
    onProgress(from + chunk.length);
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
