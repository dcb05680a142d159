import { lstat, rm } from 'node:fs/promises';
import { createConnection, type Server } from 'node:net';
import type { Place } from '#electron/hosted/same-place.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';

/** Where to listen: loopback only, or a Unix socket that only its owner may open. Port 0 takes a free one. */
export type ListenAt = { readonly port: number } | { readonly socket: string };

export async function listen(server: Server, at: ListenAt): Promise<Result<Place, AppError>> {
  try {
    if ('socket' in at) {
      await removeDeadSocket(at.socket);
      await listening(server, () => {
        // The file exists from the call on: its mode must be right then, not a moment later.
        const before = process.umask(0o177);
        server.listen({ path: at.socket });
        process.umask(before);
      });
      return ok({ kind: 'socket' });
    }
    await listening(server, () => server.listen({ host: '127.0.0.1', port: at.port, exclusive: true }));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no address after listening');
    return ok({ kind: 'port', port: address.port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return err({ kind: 'listen-failed', where: 'socket' in at ? at.socket : `127.0.0.1:${at.port}`, reason: code });
  }
}

function listening(server: Server, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
    start();
  });
}

/** A server that was killed leaves its socket file. It goes only when it is ours, a socket, and nobody answers on it. */
async function removeDeadSocket(file: string): Promise<void> {
  const found = await lstat(file).catch(() => null);
  if (!found?.isSocket() || (process.getuid && found.uid !== process.getuid())) return;
  const alive = await new Promise<boolean>((resolve) => {
    const probe = createConnection(file);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (!alive) await rm(file);
}
