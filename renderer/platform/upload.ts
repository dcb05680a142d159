import { host } from '#renderer/platform/bridge.ts';
import type { Reply } from '#shared/ipc/contract.ts';

const chunkBytes = 1 << 20;

/** Sends a file the user chose or dropped, a MiB at a time and in order. `onProgress` gets the share sent, 0 … 1. */
export async function uploadFile(file: File, onProgress: (share: number) => void): Promise<Reply<'sources.upload'>> {
  const uploadId = crypto.randomUUID();
  for (let from = 0; ; from += chunkBytes) {
    const chunk = new Uint8Array(await file.slice(from, from + chunkBytes).arrayBuffer());
    const last = from + chunkBytes >= file.size;
    const reply = await host().request('sources.upload', { uploadId, name: file.name, chunk, last });
    if (!reply.ok || last) return reply;
    onProgress((from + chunk.length) / file.size);
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
