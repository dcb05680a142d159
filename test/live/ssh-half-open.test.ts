/** REL-02 with the figures that ship: a link that is silently gone is found within 45 s. Takes that long. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import { framedScript } from '#test/live/framed-script.ts';
import { openTest, reach } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(() => sshd.stop());

describe('a capture over a link that is silently gone', () => {
  it('ends within 45 s, keeps what had arrived and says that it was cut', async () => {
    let frozen = false;
    const sockets: Socket[] = [];
    const proxy = createServer((near) => {
      const far = connect(sshd.port, '127.0.0.1');
      sockets.push(near, far);
      near.on('data', (data: Buffer) => frozen || far.write(data));
      far.on('data', (data: Buffer) => frozen || near.write(data));
      near.on('error', () => {});
      far.on('error', () => {});
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    try {
      const opened = await openTest(sshd, sshd.user, nobody, {
        ...reach(sshd, sshd.user, { target: { user: sshd.user, host: '127.0.0.1', port } }),
        acceptHostKey: sshd.hostKeyFingerprint,
        script: framedScript('collector host\nbegin host id\nid\nend\ndone_ host\nsleep 100'),
      });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      const ids: string[] = [];
      let at = 0;
      for await (const record of opened.value.records(new AbortController().signal)) {
        ids.push(record.id);
        frozen = true;
        at = performance.now();
      }
      expect(performance.now() - at).toBeLessThan(45_000);
      expect(performance.now() - at).toBeGreaterThan(30_000);
      expect(ids).toEqual(['host']);
      expect(opened.value.custody().ended).toBe(false);
      expect(opened.value.cutBy()).toMatchObject({ kind: 'connection-lost', host: '127.0.0.1' });
    } finally {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    }
  });
});
