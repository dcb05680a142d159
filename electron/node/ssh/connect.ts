import { Client, type ClientErrorExtensions } from 'ssh2';
import { algorithmsFor } from '#electron/node/ssh/algorithms.ts';
import type { Asks } from '#electron/node/ssh/asks.ts';
import { Login } from '#electron/node/ssh/auth.ts';
import { dial, whyUnreachable } from '#electron/node/ssh/dial.ts';
import { HostKeyCheck } from '#electron/node/ssh/host-key-check.ts';
import { type KeyFile, readKey } from '#electron/node/ssh/keys.ts';
import { knownKeyTypes } from '#electron/node/ssh/known-hosts.ts';
import { LinkWatch } from '#electron/node/ssh/link-watch.ts';
import { checkTarget, showTarget, type Target } from '#electron/node/ssh/target.ts';
import { readTrust, type TrustPaths } from '#electron/node/ssh/trust-store.ts';
import type { AppError } from '#shared/base/errors.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface ConnectOptions {
  readonly target: Target;
  readonly trust: TrustPaths;
  /** `--accept-host-key`: the one key to accept of an unknown host. */
  readonly acceptHostKey?: string | null;
  /** Private key files to try, in order. One that cannot be used stops before anything is sent. */
  readonly keyPaths: readonly string[];
  readonly agentSocket: string | null;
  readonly times?: Partial<LinkTimes>;
}

/** Milliseconds. */
export interface LinkTimes {
  /** TCP connection, and each step of the server's side of the handshake and the login. */
  readonly answer: number;
  /** Silence after which an established link counts as lost. */
  readonly silence: number;
  /** Between two keepalives; three fit into the silence. */
  readonly keepalive: number;
}
export const linkTimes: LinkTimes = { answer: 20_000, silence: 43_000, keepalive: 14_000 };

/** A connection after login. Its owner ends it. */
export interface Connection {
  readonly client: Client;
  readonly hostKeyFingerprint: string;
  /** Resolves when the link has ended, with why when it was not `end()`. */
  readonly ended: Promise<AppError | null>;
  /** Why the link has ended; null while it stands, and after `end()`. */
  brokenBy(): AppError | null;
  /** Set when the trusted key could not be written down; the connection goes on. */
  readonly notRemembered: AppError | null;
  end(): void;
}

export type ConnectStep = 'connecting' | 'host-key' | 'authenticating';

/**
 * Connects, checks the host's key, and logs in.
 *
 * Nothing about the user leaves before the key is accepted: ssh2 starts authentication only after the host
 * verifier has answered, and ours answers last. An abort ends it at once, whatever it is waiting for.
 */
export async function connect(
  options: ConnectOptions,
  asks: Asks,
  onStep: (step: ConnectStep) => void,
  signal: AbortSignal,
): Promise<Result<Connection, AppError>> {
  const target = checkTarget(options.target);
  if (!target.ok) return target;
  const keys = readKeys(options.keyPaths);
  if (!keys.ok) return keys;
  const files = readTrust(options.trust);
  if (!files.ok) return files;
  const { host, port, user } = target.value;
  const times = { ...linkTimes, ...options.times };
  onStep('connecting');
  const dialled = await dial(host, port, times.answer, signal);
  if (!dialled.ok) return dialled;
  const socket = dialled.value;
  const client = new Client();
  const check = new HostKeyCheck(
    { host, port, files: files.value, storeFile: options.trust.store, accept: options.acceptHostKey ?? null },
    asks,
  );
  return new Promise((resolve, reject) => {
    let phase: 'login' | 'ready' | 'over' = 'login';
    let sayEnded: (why: AppError | null) => void = () => {};
    let notRemembered: AppError | null = null;
    let broken: AppError | null = null;
    const ended = new Promise<AppError | null>((done) => {
      sayEnded = done;
    });
    const finish = (why: AppError | null) => {
      if (phase === 'over') return;
      const wasReady = phase === 'ready';
      phase = 'over';
      broken = why;
      watch.end();
      signal.removeEventListener('abort', cancel);
      client.destroy();
      socket.destroy();
      if (wasReady) sayEnded(why);
      else resolve(err(why ?? unreachable(say(msg('ssh.closed')))));
    };
    const unreachable = (reason: string): AppError => ({ kind: 'ssh-unreachable', host, port, reason });
    const lost = (): AppError => ({ kind: 'connection-lost', host, afterBytes: socket.bytesRead });
    const cancel = () => finish({ kind: 'cancelled' });
    const authFailed = (): AppError => ({ kind: 'ssh-auth-failed', host, user, methodsTried: login.tried });
    const watch = new LinkWatch(socket, times.answer, (ms) =>
      finish(phase === 'ready' ? lost() : unreachable(say(msg('ssh.noAnswer', { seconds: Math.round(ms / 1000) })))),
    );
    const watched = pauseWatch(asks, watch);
    const credentials = { user, forWhom: showTarget(target.value), agentSocket: options.agentSocket, keys: keys.value };
    /** A front end whose answer throws is a bug: the link ends, and the bug is not hidden. */
    const bug = (thrown: unknown) => {
      reject(thrown instanceof Error ? thrown : new Error(String(thrown)));
      finish(null);
    };
    const login = new Login(credentials, watched, (error) => finish(error ?? authFailed()), bug);
    signal.addEventListener('abort', cancel, { once: true });

    client.on('error', (error: Error & ClientErrorExtensions) => {
      // An agent that is gone or refuses to sign: ssh2 goes on with the next attempt by itself.
      if (error.level === 'agent') return;
      if (phase === 'ready') return finish(lost());
      finish(login.tried.length > 0 ? authFailed() : unreachable(whyUnreachable(error as NodeJS.ErrnoException)));
    });
    client.on('close', () => finish(phase === 'ready' ? lost() : login.tried.length > 0 ? authFailed() : null));
    // The server wants a new password first; changing it would change the host.
    client.on('change password', () => finish(authFailed()));
    client.on('handshake', () => {
      if (phase !== 'login') return;
      const written = check.remember();
      if (!written.ok) notRemembered = written.error;
      onStep('authenticating');
    });
    client.on('ready', () => {
      if (phase !== 'login') return;
      phase = 'ready';
      watch.allow(times.silence);
      const hostKeyFingerprint = check.acceptedFingerprint ?? '';
      resolve(
        ok({ client, hostKeyFingerprint, ended, notRemembered, brokenBy: () => broken, end: () => finish(null) }),
      );
    });
    try {
      client.connect({
        sock: socket,
        username: user,
        algorithms: algorithmsFor(knownKeyTypes(files.value, host, port)),
        hostVerifier: (key: Buffer, verify: (valid: boolean) => void) => {
          onStep('host-key');
          void watch
            .whileAsking(() => check.decide(key))
            .then((decided) => {
              if (phase === 'over') return;
              if (decided.ok) verify(true);
              else finish(decided.error);
            }, bug);
        },
        authHandler: (left, _partial, next) => {
          const goOn = async () => {
            const step = await login.next(left);
            if (phase === 'over') return;
            if (step.kind === 'try') next(step.method);
            else finish(step.error ?? authFailed());
          };
          goOn().catch(bug);
        },
        // Ours: ssh2's own would count the time a person needs for an answer.
        readyTimeout: 0,
        // Keepalives make a living link speak; LinkWatch, not ssh2, decides when one is dead.
        keepaliveInterval: times.keepalive,
        keepaliveCountMax: Number.MAX_SAFE_INTEGER,
      });
    } catch (error) {
      finish(unreachable(error instanceof Error ? error.message : String(error)));
    }
  });
}

function readKeys(paths: readonly string[]): Result<readonly KeyFile[], AppError> {
  const keys: KeyFile[] = [];
  for (const file of paths) {
    const key = readKey(file);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return ok(keys);
}

const pauseWatch = (asks: Asks, watch: LinkWatch): Asks => ({
  attended: asks.attended,
  hostKey: (question) => watch.whileAsking(() => asks.hostKey(question)),
  secret: (question) => watch.whileAsking(() => asks.secret(question)),
  fromServer: (question) => watch.whileAsking(() => asks.fromServer(question)),
});
