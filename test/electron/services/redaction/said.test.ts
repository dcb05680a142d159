/** What the services say beside analyses while names are hidden: hosts, captures, reasons. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replied, startWindow, type TestWindow } from '#test/electron/services/redaction/window.ts';

let app: TestWindow;
beforeEach(() => {
  app = startWindow();
});
afterEach(() => app.close());

describe('what the services say beside analyses', { timeout: 30_000 }, () => {
  const target = { host: 'db7.zurich.invalid', port: 1, user: 'jdoe', keyId: null, useAgent: false } as const;
  const secret = /db7|zurich|jdoe|berlin/;

  it('names no host: saved hosts, captures, errors; and a masked one still leads to its host', async () => {
    const host = { ...target, elevation: 'none' as const, id: null, label: 'Berlin db7', colour: 1 };
    await app.handlers['hosts.save']({ ...host, host: '127.0.0.1' });
    await app.handlers['hosts.save'](host);
    await app.turn(true);
    const hosts = replied(await app.handlers['hosts.list'](null));
    expect(JSON.stringify(hosts)).not.toMatch(new RegExp(secret, 'i'));
    expect(hosts[1]).toMatchObject({ port: 1, colour: 1 });
    const { id: _id, label: _label, colour: _colour, ...shown } = hosts[1]!;
    app.events.length = 0;
    const { captureId } = replied(await app.handlers['capture.start'](shown));
    const running = replied(await app.handlers['capture.list'](null));
    expect(running[0]?.target.host).toBe(shown.host);
    await expect.poll(() => app.events.some((e) => e.name === 'capture.ended'), { timeout: 15_000 }).toBe(true);
    expect(JSON.stringify(app.events)).not.toMatch(new RegExp(secret, 'i'));
    expect(app.last('capture.ended')).toMatchObject({
      captureId,
      error: { kind: 'ssh-unreachable', host: shown.host },
    });
    // Told again with its names, which shows which host it went to.
    await app.turn(false);
    expect(app.last('capture.ended')).toMatchObject({ captureId, error: { host: target.host } });
  });

  it('saves a host that was changed under pseudonyms with its own names', async () => {
    const host = { ...target, elevation: 'none' as const, id: null, label: 'Berlin db7', colour: 1 };
    await app.handlers['hosts.save'](host);
    await app.turn(true);
    const [shown] = replied(await app.handlers['hosts.list'](null));
    await app.handlers['hosts.save']({ ...shown!, port: 2222 });
    await app.turn(false);
    expect(await app.handlers['hosts.list'](null)).toMatchObject({
      value: [{ host: target.host, user: target.user, label: 'Berlin db7', port: 2222 }],
    });
  });
});
