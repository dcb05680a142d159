import dgram from 'node:dgram';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

/**
 * Takes the network from this process: every way Node has to open a socket throws from now on.
 *
 * The parsers in this process read hostile bytes. A bug that reached `net` or `http` must not become a
 * connection; native code could still open one, which is why nothing native is loaded here.
 */
export function disarmNetwork(): void {
  const refuse = () => {
    throw new Error('the analysis process has no network');
  };
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  dgram.Socket.prototype.bind = refuse;
  dgram.Socket.prototype.send = refuse;
  dgram.Socket.prototype.connect = refuse;
  http.request = refuse;
  https.request = refuse;
  globalThis.fetch = refuse;
  Object.defineProperty(globalThis, 'WebSocket', { value: refuse });
}
