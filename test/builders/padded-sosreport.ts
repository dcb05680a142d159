import { gzipSync } from 'node:zlib';
import { hostileTar } from '#test/builders/hostile-tar.ts';

const sixteen = gzipSync(Buffer.alloc(16 << 20, 'a'), { level: 1 });

/** A sosreport of db1 with a log of so many times 16 MiB, packed as gzip streams one after the other: small, and long to read. */
export function paddedSosreport(times: number): Buffer {
  const size = `${(times * (16 << 20)).toString(8).padStart(11, '0')}\0`;
  const parts = [
    { name: 'sosreport-db1/version.txt', body: 'sosreport: 4.2\n' },
    { name: 'sosreport-db1/sos_commands/host/hostname', body: 'db1\n' },
    { name: 'sosreport-db1/var/log/big', size },
  ];
  const logs = Array.from({ length: times }, () => sixteen);
  return Buffer.concat([gzipSync(hostileTar(parts)), ...logs, gzipSync(hostileTar([{ zeros: 2 }]))]);
}
