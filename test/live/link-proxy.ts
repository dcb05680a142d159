import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface LinkFaults {
  /** The link is cut after this many bytes from the host. */
  readonly cutAfter?: number;
  /** How: `reset` as a crashed middlebox does it, `end` with a clean FIN. */
  readonly cutHow?: 'reset' | 'end';
  /** Milliseconds added in each direction. */
  readonly delayMs?: number;
  /** Bytes from the host are passed on in pieces of this size, each in a write of its own. */
  readonly slice?: number;
}

export interface LinkProxy {
  readonly port: number;
  /** Bytes the host has sent through this proxy in its newest connection. */
  fromHost(): number;
  /** How often the fault was really injected: a test whose fault never fired proves nothing. */
  fired(): number;
  stop(): void;
}

/** A TCP proxy on loopback that spoils the link on purpose. */
export async function startLinkProxy(target: number, faults: LinkFaults = {}): Promise<LinkProxy> {
  let fromHost = 0;
  let fired = 0;
  const sockets = new Set<Socket>();
  const listener = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    fromHost = 0;
    near.on('data', (data: Buffer) => later(faults.delayMs, () => far.write(data)));
    far.on('data', (data: Buffer) => {
      const left = (faults.cutAfter ?? Number.POSITIVE_INFINITY) - fromHost;
      const passed = data.subarray(0, Math.max(0, left));
      fromHost += data.length;
      later(faults.delayMs, () => {
        for (let at = 0; at < passed.length; at += faults.slice ?? passed.length) {
          near.write(passed.subarray(at, at + (faults.slice ?? passed.length)));
          if (faults.slice) fired += 1;
        }
        if (left > data.length) return;
        fired += 1;
        far.destroy();
        if (faults.cutHow === 'end') near.end();
        else near.resetAndDestroy();
      });
    });
    near.on('close', () => far.destroy());
    far.on('close', () => later(faults.delayMs, () => near.end()));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    port: (listener.address() as AddressInfo).port,
    fromHost: () => fromHost,
    fired: () => fired,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
    },
  };
}

/** Keeps the order: equal delays fire in the order they were set. */
function later(ms: number | undefined, work: () => void): void {
  if (ms) setTimeout(work, ms);
  else work();
}
