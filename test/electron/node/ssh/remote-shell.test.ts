/** SEC-20 at the wire: what a host must show before anything is written to it. */
import type { ServerChannel } from 'ssh2';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connection, connect } from '#electron/node/ssh/connect.ts';
import { elevate } from '#electron/node/ssh/elevation.ts';
import type { Elevating } from '#electron/node/ssh/loader.ts';
import { attemptShell } from '#electron/node/ssh/remote-shell.ts';
import { asksWith, type FakeServer, startFakeServer } from '#test/electron/node/ssh/fake-server.ts';

let server: FakeServer;
let link: Connection;
afterEach(async () => {
  link.end();
  await server.stop();
});

const times = { exec: 300, elevate: 300 };
const asks = asksWith({ hostKey: async () => 'trust-once', secret: async () => 'good' });

interface Shell {
  readonly channel: ServerChannel;
  /** What was written to the shell so far. */
  readonly input: () => string;
  readonly here: string;
  readonly ready: string;
  readonly prompt: string;
}

/** A host that behaves as `act` says once it has read our line. */
async function host(act: (shell: Shell) => void): Promise<() => string> {
  let input = '';
  server = await startFakeServer({
    onExec: (channel) => {
      let acted = false;
      channel.on('data', (data: Buffer) => {
        input += data.toString();
        const nonces = [...input.matchAll(/um(?:-here|-sudo-|) ?([0-9a-f]{32})/g)].map((m) => m[1]!);
        if (acted || !input.endsWith('\n')) return;
        acted = true;
        act({
          channel,
          input: () => input,
          here: `\num-here-${nonces[0]}\n`,
          ready: `\num-ready-${nonces.at(-1)}\n`,
          prompt: `um-sudo-${nonces[1]}:`,
        });
      });
    },
  });
  const target = { user: 'eng', host: '127.0.0.1', port: server.port };
  const options = { target, trust: { read: [], store: null }, keyPaths: [], agentSocket: null };
  const connected = await connect(options, asks, () => {}, new AbortController().signal);
  if (!connected.ok) throw new Error(connected.error.kind);
  link = connected.value;
  return () => input;
}

const attempt = (how: Elevating, password = 's3cret') => attemptShell(link, how, async () => password, times);

describe('a shell that is asked for', () => {
  it('is ready when the loader has answered, through noise and byte by byte', async () => {
    await host(({ channel, here, ready }) => {
      channel.write('x'.repeat(1 << 20));
      channel.stderr.write('x'.repeat(1 << 20));
      for (const byte of `\x1b[2Jmotd\num-ready-forged\n${here}\nmore${ready}rest`) channel.write(byte);
    });
    const result = await attempt('none');
    expect(result.kind).toBe('ready');
    if (result.kind === 'ready') {
      let rest = '';
      while (rest.length < 4) rest += (await result.reader.next())?.toString();
      expect(rest).toBe('rest');
    }
  });

  it('is none when the host only echoes what it is sent', async () => {
    await host(({ channel, input }) => channel.write(`> ${input()}`));
    expect(await attempt('none')).toMatchObject({ kind: 'silent', here: false });
  });

  it('is none when a mark of another nonce comes', async () => {
    await host(({ channel, here }) => channel.write(`${here}\num-ready-${'0'.repeat(32)}\n`));
    expect(await attempt('none')).toMatchObject({ kind: 'silent', here: true });
  });
});

describe('the sudo password', () => {
  it('is written when our prompt is seen, once', async () => {
    const input = await host(({ channel, here, ready, prompt }) => {
      channel.write(here);
      channel.stderr.write(`${'lecture '.repeat(4096)}${prompt}`);
      setTimeout(() => channel.write(ready), 100);
    });
    expect((await attempt('sudo-asking')).kind).toBe('ready');
    expect(input().split('s3cret').length - 1).toBe(1);
  });

  it.each([
    ['Password: ', 'another prompt'],
    ['[sudo] password for eng: ', 'the usual prompt'],
    ['Verification code: ', 'a question for a second factor'],
    [`um-sudo-${'0'.repeat(32)}:`, 'our prompt with another nonce'],
  ])('is not written to %j', async (text) => {
    const input = await host(({ channel, here }) => {
      channel.write(here);
      channel.write(text);
      channel.stderr.write(text);
    });
    expect(await attempt('sudo-asking')).toMatchObject({ kind: 'silent', here: true });
    expect(input()).not.toContain('s3cret');
  });

  it('is not written when the prompt stands on stdout, where evidence comes from', async () => {
    const input = await host(({ channel, here, prompt }) => channel.write(`${here}${prompt}`));
    await attempt('sudo-asking');
    expect(input()).not.toContain('s3cret');
  });

  it('is not written when sudo has gone on by other means while somebody typed', async () => {
    const input = await host(({ channel, here, ready, prompt }) => {
      channel.write(here);
      channel.stderr.write(prompt);
      setTimeout(() => channel.write(ready), 50);
    });
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return 's3cret';
    };
    expect((await attemptShell(link, 'sudo-asking', slow, times)).kind).toBe('ready');
    expect(input()).not.toContain('s3cret');
  });
});

describe('a refusal is named', () => {
  const elevated = (elevation: 'none' | 'sudo') =>
    elevate({ connection: link, asks, host: 'h', user: 'eng', forWhom: 'eng@h', times }, elevation);

  it.each([
    ['This account is currently not available.\n', 1, 'This account is currently not available.'],
    ['\n  Welcome to the bastion\r\n1) hosts\n', null, 'Welcome to the bastion'],
    ['', 1, 'the command ended without output'],
  ])('when no command runs: %j', async (text, code, reason) => {
    await host(({ channel }) => {
      channel.write(text);
      if (code === null) return;
      channel.exit(code);
      channel.end();
    });
    expect(await elevated('none')).toEqual({ ok: false, error: { kind: 'exec-refused', host: 'h', reason } });
  });

  it.each([
    ['sudo: sorry, you must have a tty to run sudo\n', 1, /requiretty/],
    ['eng is not in the sudoers file.\n', 1, /rules do not allow/],
    ['Sorry, user eng is not allowed to execute /bin/sh as root on h.\n', 1, /rules do not allow/],
    ['sh: 1: exec: sudo: not found\n', 127, /not installed/],
    ['sudo: unable to resolve host h\nsudo: /etc/sudoers is owned by uid 1, should be 0\n', 1, /owned by uid 1/],
  ])('when sudo says %j', async (text, code, reason) => {
    await host(({ channel, here }) => {
      channel.write(here);
      channel.stderr.write(text);
      channel.exit(code);
      channel.end();
    });
    expect(await elevated('sudo')).toMatchObject({
      error: { kind: 'elevation-refused', reason: expect.stringMatching(reason) },
    });
  });
});
