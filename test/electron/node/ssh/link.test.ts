/** What a connection does when the other side stays silent, asks for ever, or asks for what we do not do. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Asks } from '#electron/node/ssh/asks.ts';
import { type Connection, connect, type LinkTimes, linkTimes } from '#electron/node/ssh/connect.ts';
import { attemptShell } from '#electron/node/ssh/remote-shell.ts';
import {
  asksWith,
  type FakeServer,
  type FakeServerOptions,
  startFakeServer,
} from '#test/electron/node/ssh/fake-server.ts';

const open: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const trusting = asksWith({ hostKey: async () => 'trust-once', secret: async () => 'good' });

async function server(options: FakeServerOptions = {}): Promise<FakeServer> {
  const started = await startFakeServer(options);
  open.push(started);
  return started;
}

const dialIn = (port: number, asks: Asks = trusting, times: Partial<LinkTimes> = {}, signal?: AbortSignal) =>
  connect(
    {
      target: { user: 'eng', host: '127.0.0.1', port },
      trust: { read: [], store: null },
      keyPaths: [],
      agentSocket: null,
      times,
    },
    asks,
    () => {},
    signal ?? new AbortController().signal,
  );

async function connected(port: number, times: Partial<LinkTimes> = {}): Promise<Connection> {
  const result = await dialIn(port, trusting, times);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  open.push({ stop: () => result.value.end() });
  return result.value;
}

/** Forwards bytes until it is frozen: then nothing passes and nobody is told, as on a half-open link. */
async function freezable(target: number) {
  let frozen = false;
  const sockets: Socket[] = [];
  const listener: Server = createServer((near) => {
    const far = tcpConnect(target, '127.0.0.1');
    sockets.push(near, far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (data: Buffer) => {
        if (!frozen) to.write(data);
      });
      from.on('error', () => {});
      from.on('close', () => {
        if (!frozen) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const proxy = {
    port: (listener.address() as AddressInfo).port,
    freeze: () => {
      frozen = true;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
    },
  };
  open.push(proxy);
  return proxy;
}

describe('a silent link', () => {
  it('counts as lost within 45 s by our figures', () => {
    expect(linkTimes.silence).toBeLessThanOrEqual(44_000);
    expect(linkTimes.keepalive * 3).toBeLessThan(linkTimes.silence);
  });

  it('that was established is found dead after the allowed silence', async () => {
    const { port } = await server();
    const proxy = await freezable(port);
    const link = await connected(proxy.port, { silence: 600, keepalive: 150 });
    await pause(1200);
    expect(link.brokenBy()).toBeNull();
    proxy.freeze();
    const started = performance.now();
    expect(await link.ended).toMatchObject({ kind: 'connection-lost', host: '127.0.0.1' });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('before the server has said anything ends with a sentence', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    open.push({ stop: () => mute.close() });
    const { port } = mute.address() as AddressInfo;
    expect(await dialIn(port, trusting, { answer: 400 })).toMatchObject({ error: { kind: 'ssh-unreachable', port } });
  });

  it('during login ends with a sentence', async () => {
    const { port } = await server({ onAuth: () => {} });
    expect(await dialIn(port, trusting, { answer: 400 })).toMatchObject({ error: { kind: 'ssh-unreachable' } });
  });

  it('is not what a person who thinks is taken for', async () => {
    const { port } = await server();
    const slow = asksWith({
      hostKey: async () => {
        await pause(700);
        return 'trust-once';
      },
      secret: async () => {
        await pause(700);
        return 'good';
      },
    });
    const result = await dialIn(port, slow, { answer: 400 });
    expect(result.ok).toBe(true);
    if (result.ok) result.value.end();
  });

  it('to the exec request is named, not waited for', async () => {
    const { port } = await server({ answersExec: false });
    const link = await connected(port);
    const times = { exec: 300, elevate: 300 };
    expect(await attemptShell(link, 'none', async () => null, times)).toEqual({ kind: 'no-exec', reason: null });
  });
});

describe('a cancel', () => {
  it.each(['none', 'password'] as const)('is obeyed within 200 ms while the server sits on %s', async (method) => {
    const { port } = await server({
      onAuth: (context) => {
        if (context.method !== method) context.reject(['password']);
      },
    });
    const cancel = new AbortController();
    const connecting = dialIn(port, trusting, {}, cancel.signal);
    await pause(300);
    const started = performance.now();
    cancel.abort();
    expect(await connecting).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('before anything was begun connects to nothing', async () => {
    const { port, sockets } = await server();
    expect(await dialIn(port, trusting, {}, AbortSignal.abort())).toMatchObject({ error: { kind: 'cancelled' } });
    expect(sockets).toEqual([]);
  });
});

describe('login', () => {
  it('asks again after a wrong password, three times in all, and sends each entry once', async () => {
    const sent: string[] = [];
    const { port } = await server({
      onAuth: (context) => {
        if (context.method === 'password') sent.push(context.password);
        context.reject(['password']);
      },
    });
    const asks = asksWith({ hostKey: async () => 'trust-once', secret: async ({ attempt }) => `try ${attempt}` });
    expect(await dialIn(port, asks)).toEqual({
      ok: false,
      error: { kind: 'ssh-auth-failed', host: '127.0.0.1', user: 'eng', methodsTried: ['password'] },
    });
    expect(sent).toEqual(['try 1', 'try 2', 'try 3']);
  });

  it('asks nobody for a password the server does not take', async () => {
    const { port } = await server({ onAuth: (context) => context.reject(['publickey']) });
    const asks = asksWith({ hostKey: async () => 'trust-once', secret: () => Promise.reject(new Error('asked')) });
    expect(await dialIn(port, asks)).toMatchObject({ error: { kind: 'ssh-auth-failed', methodsTried: [] } });
  });

  it('says which secret was needed when there is nobody to ask, and sends none', async () => {
    const { port, authRequests } = await server();
    const asks = asksWith({ hostKey: async () => 'trust-once' });
    expect(await dialIn(port, asks)).toMatchObject({
      error: { kind: 'secret-needed', what: 'password', forWhom: `eng@127.0.0.1:${port}` },
    });
    expect(authRequests).toEqual(['none']);
  });

  it('ends as cancelled when a person closes the question', async () => {
    const { port, authRequests } = await server();
    const asks = asksWith({ attended: true, hostKey: async () => 'trust-once', secret: async () => null });
    expect(await dialIn(port, asks)).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(authRequests).toEqual(['none']);
  });

  it('passes any number of keyboard-interactive fields on, bounded, and answers each', async () => {
    let answers: readonly string[] = [];
    const { port } = await server({
      onAuth: (context) => {
        if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
        const fields = [
          { prompt: 'Password: ', echo: false },
          { prompt: 'Token for \x1b[31mred\x1b[0m: ', echo: true },
          { prompt: 'x'.repeat(20_000), echo: false },
        ];
        context.prompt(fields, 'Title', 'Do <b>this</b>', (given) => {
          answers = given;
          context.accept();
        });
      },
    });
    let asked: Parameters<Asks['fromServer']>[0] | undefined;
    const asks = asksWith({
      hostKey: async () => 'trust-once',
      fromServer: async (question) => {
        asked = question;
        return ['one', 'two', 'three'];
      },
    });
    const result = await dialIn(port, asks);
    if (result.ok) result.value.end();
    expect(answers).toEqual(['one', 'two', 'three']);
    expect(asked?.fields.map((f) => f.echo)).toEqual([false, true, false]);
    expect(asked?.fields[1]?.text).toContain('red');
    const all = [asked?.name, asked?.instructions, ...(asked?.fields.map((f) => f.text) ?? [])].join('');
    expect(all.length).toBeLessThanOrEqual(4096);
  });

  it('leaves a server that asks for ever, without answering for the user', async () => {
    let rounds = 0;
    const { port } = await server({
      onAuth: (context) => {
        if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive']);
        const again = () => {
          rounds += 1;
          context.prompt('Again: ', again);
        };
        again();
      },
    });
    const asks = asksWith({ hostKey: async () => 'trust-once', fromServer: async () => ['x'] });
    expect(await dialIn(port, asks)).toMatchObject({ error: { kind: 'ssh-auth-failed' } });
    expect(rounds).toBeLessThanOrEqual(11);
  });

  it('ends when the server wants the password changed', async () => {
    const { port } = await server({
      onAuth: (context) => {
        if (context.method === 'password') context.requestChange('Change it now', () => {});
        else context.reject(['password']);
      },
    });
    expect(await dialIn(port)).toMatchObject({ error: { kind: 'ssh-auth-failed' } });
  });
});

describe('what a server opens by itself', () => {
  it('is rejected: forwarded ports, X11 and agent channels; and we ask for none of them', async () => {
    const outcomes: string[] = [];
    const { port, channelRequests } = await server({
      onReady: (peer) => {
        const note = (what: string) => (error: Error | undefined) =>
          outcomes.push(`${what} ${error ? 'rejected' : 'open'}`);
        peer.forwardOut('127.0.0.1', 1, '127.0.0.1', 2, note('tcp'));
        peer.x11('127.0.0.1', 1, note('x11'));
        peer.openssh_forwardOutStreamLocal('/tmp/x', note('unix'));
      },
      onExec: (channel) => {
        channel.exit(0);
        channel.end();
      },
    });
    const link = await connected(port);
    await attemptShell(link, 'none', async () => null);
    await pause(200);
    expect(outcomes.sort()).toEqual(['tcp rejected', 'unix rejected', 'x11 rejected']);
    expect(channelRequests).toEqual(['exec /bin/sh']);
  });
});
