import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { type HostedServer, hostServices, type IdleTimes } from '#electron/hosted/host-services.ts';
import type { ListenAt } from '#electron/hosted/listen.ts';
import type { PageSockets } from '#electron/hosted/page-sockets.ts';
import type { Handlers } from '#electron/services/handlers.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Request } from '#shared/ipc/contract.ts';
import { hostedSocketPath, type ToPage } from '#shared/ipc/hosted-messages.ts';
import type { Opening, Prompt } from '#shared/ipc/payloads.ts';
import { decodeFrame, encodeFrame } from '#shared/ipc/wire.ts';

/** A real server on loopback with a small window and handlers that answer what a test can recognise. */
export async function startServer(
  options: {
    at?: ListenAt;
    idleMs?: IdleTimes;
    pending?: readonly Prompt[];
    openings?: readonly Opening[];
    uploadLimit?: number;
  } = {},
) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'um-hosted-'));
  mkdirSync(path.join(dir, 'renderer'));
  writeFileSync(path.join(dir, 'renderer', 'index.html'), '<!doctype html>window');
  writeFileSync(path.join(dir, 'outside.js'), 'outside');
  const state = {
    time: 0,
    busy: false,
    closed: 0,
    pages: null as PageSockets | null,
    uploads: [] as Request<'sources.upload'>[],
    givenUp: [] as string[],
  };
  const handlers = {
    'app.info': async () => ok({ version: '0', mode: 'hosted', scriptSha256: '' }),
    'sources.upload': async (upload: Request<'sources.upload'>) => {
      state.uploads.push(upload);
      if (options.uploadLimit !== undefined && upload.from + upload.chunk.length > options.uploadLimit)
        return err({ kind: 'write-failed', file: 'x', reason: 'EFBIG' });
      return ok(upload.last ? { sourceId: String(upload.from + upload.chunk.length) } : null);
    },
    'sources.cancelOpening': async ({ openingId }: { openingId: string }) => {
      state.givenUp.push(openingId);
      return ok(null);
    },
    'sources.save': async () => ok({ name: 'x.umb', bytes: new Uint8Array([1, 2, 255]) }),
    'hosts.list': async () => {
      throw new Error('a bug');
    },
  } as unknown as Handlers;
  const services = {
    handlers,
    pendingPrompts: () => options.pending ?? [],
    openings: () => options.openings ?? [],
    isBusy: () => state.busy,
    close: async () => {
      state.closed += 1;
    },
  };
  const started = await hostServices(
    services,
    {
      at: options.at ?? { port: 0 },
      rendererDir: path.join(dir, 'renderer'),
      idleMs: options.idleMs ?? { alone: 60_000, connected: 60_000 },
      now: () => state.time,
    },
    (pages) => {
      state.pages = pages;
    },
  );
  if (!started.ok) {
    rmSync(dir, { recursive: true });
    throw new Error(JSON.stringify(started.error));
  }
  const server = started.value;
  const stop = async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { server, state, dir, stop, port: Number(new URL(server.address).port) };
}

export const tokenOf = (server: HostedServer) => new URL(server.newLink()).hash.slice('#token='.length);

export function get(
  port: number,
  urlPath: string,
  headers: http.OutgoingHttpHeaders = {},
  method = 'GET',
  sent?: Uint8Array,
) {
  return new Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, path: urlPath, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode!, body, headers: response.headers }));
    });
    request.on('error', reject);
    request.end(sent);
  });
}

/** A page as a hostile or honest program would speak it. */
export async function page(port: number, headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${hostedSocketPath}`, {
    headers: { origin: `http://127.0.0.1:${port}`, ...headers },
  });
  const messages: ToPage[] = [];
  const waiting: (() => void)[] = [];
  let closeCode: number | null = null;
  socket.on('message', (data: Buffer) => {
    messages.push(decodeFrame(new Uint8Array(data)) as ToPage);
    for (const wake of waiting.splice(0)) wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', (code) => {
      closeCode = code;
      for (const wake of waiting.splice(0)) wake();
      resolve(code);
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  return {
    closed,
    send: (message: unknown) => socket.send(encodeFrame(message)),
    sendRaw: (data: string | Uint8Array) => socket.send(data),
    close: () => socket.close(),
    /** The first message for which `pick` gives something; null when the connection ends without one. */
    async next<T>(pick: (message: ToPage) => T | undefined): Promise<T | null> {
      for (let at = 0; ; at++) {
        while (at >= messages.length) {
          if (closeCode !== null) return null;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        const found = pick(messages[at]!);
        if (found !== undefined) return found;
      }
    },
  };
}

export type Page = Awaited<ReturnType<typeof page>>;

export const secretFrom = (connection: Page) =>
  connection.next((message) => (message.type === 'session' ? message.secret : undefined));

export async function connected(port: number, server: HostedServer): Promise<Page> {
  const connection = await page(port);
  connection.send({ type: 'token', token: tokenOf(server) });
  await secretFrom(connection);
  return connection;
}
