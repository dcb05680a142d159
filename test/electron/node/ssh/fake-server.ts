/**
 * An SSH server inside the test: it counts what it is asked, and behaves as a test wants. ssh2's server half, so
 * the wire is real; sshd's own behaviour is tested in test/live.
 */
import { type AddressInfo, createServer, type Socket, type Server as TcpServer } from 'node:net';
import ssh2, { type AuthContext, type ServerChannel, type Connection as ServerConnection } from 'ssh2';
import type { Asks } from '#electron/node/ssh/asks.ts';
import { nobody } from '#electron/node/ssh/given-secrets.ts';

export interface FakeServerOptions {
  /** PEM of the host keys, in the server's order. Without any, one ed25519 key is made. */
  readonly hostKeys?: readonly string[];
  /** Decides about an authentication request; without it, every password `good` is accepted. */
  readonly onAuth?: (context: AuthContext) => void;
  readonly onExec?: (channel: ServerChannel, command: string, accept: () => void) => void;
  readonly onReady?: (connection: ServerConnection) => void;
  /** False: the exec request is never answered. */
  readonly answersExec?: boolean;
}

export interface FakeServer {
  readonly port: number;
  readonly hostKey: Buffer;
  readonly authRequests: string[];
  readonly channelRequests: string[];
  readonly sockets: Socket[];
  stop(): Promise<void>;
}

/** ssh2 now and then writes a key that ssh2 cannot read ("Malformed OpenSSH private key"); another one is drawn then. */
export function newHostKey(): string {
  for (;;) {
    const { private: key } = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}

/** The public key's blob. */
export function publicBlob(pem: string): Buffer {
  const key = ssh2.utils.parseKey(pem);
  if (key instanceof Error || Array.isArray(key)) throw new Error('not a key');
  return key.getPublicSSH();
}

export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const hostKeys = options.hostKeys ?? [newHostKey()];
  const authRequests: string[] = [];
  const channelRequests: string[] = [];
  const sockets: Socket[] = [];
  const ssh = new ssh2.Server({ hostKeys: [...hostKeys] }, (connection) => {
    connection.on('error', () => {});
    connection.on('authentication', (context) => {
      authRequests.push(context.method);
      if (options.onAuth) options.onAuth(context);
      else if (context.method === 'password' && context.password === 'good') context.accept();
      else context.reject(['password']);
    });
    connection.on('ready', () => options.onReady?.(connection));
    connection.on('session', (accept) => {
      const session = accept();
      for (const name of ['auth-agent', 'x11', 'pty', 'env'] as const) {
        (
          session as unknown as {
            on(event: string, listener: (accept?: () => void, reject?: () => void) => void): void;
          }
        ).on(name, (_accept, reject) => {
          channelRequests.push(name);
          reject?.();
        });
      }
      session.on('exec', (acceptExec, _reject, info) => {
        channelRequests.push(`exec ${info.command}`);
        if (options.answersExec === false) return;
        const channel = acceptExec();
        options.onExec?.(channel, info.command, () => {});
      });
    });
  });
  const tcp: TcpServer = createServer((socket) => {
    socket.on('error', () => {});
    sockets.push(socket);
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  return {
    port: (tcp.address() as AddressInfo).port,
    hostKey: publicBlob(hostKeys[0]!),
    authRequests,
    channelRequests,
    sockets,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        tcp.close(() => resolve());
      }),
  };
}

/** Asks that answer as given, and nothing else. */
export const asksWith = (answers: Partial<Asks>): Asks => ({ ...nobody, ...answers });
