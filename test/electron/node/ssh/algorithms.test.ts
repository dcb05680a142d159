import { type AddressInfo, createServer } from 'node:net';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { algorithmsFor } from '#electron/node/ssh/algorithms.ts';

/** The name-lists of one KEXINIT packet (RFC 4253, 7.1). */
function nameLists(packet: Buffer): string[][] {
  const lists: string[][] = [];
  let at = 4 + 1 + 1 + 16;
  for (let i = 0; i < 8; i += 1) {
    const length = packet.readUInt32BE(at);
    lists.push(packet.toString('latin1', at + 4, at + 4 + length).split(','));
    at += 4 + length;
  }
  return lists;
}

let server: ReturnType<typeof createServer>;
let seen: Promise<Buffer>;
beforeAll(async () => {
  seen = new Promise((resolve) => {
    server = createServer((socket) => {
      let bytes = Buffer.alloc(0);
      socket.on('error', () => {});
      socket.write('SSH-2.0-test\r\n');
      socket.on('data', (data: Buffer) => {
        bytes = Buffer.concat([bytes, data]);
        const ident = bytes.indexOf('\r\n');
        if (ident >= 0 && bytes.length > ident + 6 && bytes.length >= ident + 6 + bytes.readUInt32BE(ident + 2)) {
          resolve(bytes.subarray(ident + 2));
          socket.destroy();
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

describe('what we offer on the wire', () => {
  it('has no SHA-1, no CBC, no chacha20, asks for strict key exchange, and puts the known host key types first', async () => {
    const client = new ssh2.Client();
    client.on('error', () => {});
    const { port } = server.address() as AddressInfo;
    client.connect({
      host: '127.0.0.1',
      port,
      username: 'x',
      algorithms: algorithmsFor(['ecdsa-sha2-nistp256', 'ssh-rsa']),
    });
    const [kex = [], hostKeys = [], ...ciphersAndMacs] = nameLists(await seen);
    client.destroy();
    const all = [...kex, ...hostKeys, ...ciphersAndMacs.flat()];
    expect(all.filter((name) => /sha1|cbc|chacha20|^ssh-rsa$|^ssh-dss$|md5|arcfour/.test(name))).toEqual([]);
    expect(kex).toContain('kex-strict-c-v00@openssh.com');
    expect(hostKeys.slice(0, 3)).toEqual(['ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256']);
    expect(hostKeys).toContain('ssh-ed25519');
    expect(ciphersAndMacs[0]).toContain('aes128-gcm@openssh.com');
  });
});
