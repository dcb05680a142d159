/** A sosreport as large as they come: mount tables of many namespaces, and logs that fill it up. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { endOfTar, tarHeader, tarPadding } from '#shared/bundle/tar.ts';
import { Chance } from '#test/builders/mutate-archive.ts';
import { membersOfVersion, realMembers } from '#test/builders/sosreport-tree.ts';

export interface BigSosreport {
  readonly processes: number;
  readonly namespaces: number;
  /** Of each namespace. */
  readonly mounts: number;
  /** Of all members, unpacked; the logs make up what the tables leave. */
  readonly bytes: number;
  /** Every namespace has copies of the same mounts, as a host whose mounts leak has; else each has its own. */
  readonly leaking: boolean;
}

/** The one of P-4. */
export const p4: BigSosreport = { processes: 5000, namespaces: 500, mounts: 200, bytes: 2 * 1024 ** 3, leaking: false };

/** Few bytes and 850,000 mounts: what the views of the window have to bear. */
export const manyMounts: BigSosreport = { processes: 1000, namespaces: 500, mounts: 1700, bytes: 0, leaking: true };

export const scaled = (whole: BigSosreport, scale: number): BigSosreport => ({
  ...whole,
  processes: Math.ceil(whole.processes * scale),
  namespaces: Math.ceil(whole.namespaces * scale),
  bytes: whole.bytes * scale,
});

const root = 'sosreport-bench-2026-11-20-abcdefg';

function table(namespace: number, mounts: number, leaking: boolean): string {
  const lines: string[] = [];
  for (let i = 0; i < mounts; i++) {
    const id = 100_000 + namespace * mounts + i;
    const hash = ((leaking ? 0 : namespace * 1_000_003) + i * 7919).toString(16).padStart(16, '0').repeat(4);
    const point = i === 0 ? '/' : `/var/lib/docker/overlay2/${hash}/merged`;
    const device = leaking && i > 0 ? 40 + i : namespace * (leaking ? 10_000 : 0) + 40 + i;
    lines.push(`${id} ${id - i} 0:${device} / ${point} rw,relatime - overlay overlay rw,lowerdir=/l/${hash}`);
  }
  return `${lines.join('\n')}\n`;
}

function logOf(bytes: number, chance: Chance): Buffer {
  const lines: string[] = [];
  for (let length = 0; length < bytes; ) {
    const line = `Nov 20 10:00:${lines.length % 60} node1 kubelet[${chance.below(99_999)}]: I1120 volume ${chance.below(2 ** 31).toString(16)} of pod ${chance.below(2 ** 31).toString(16)} is mounted at /var/lib/kubelet/pods\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(lines.join('').slice(0, bytes), 'latin1');
}

/** An unpacked tar. */
export async function writeBigSosreport(
  file: string,
  { processes, namespaces, mounts, bytes, leaking }: BigSosreport,
): Promise<void> {
  const out = createWriteStream(file);
  const put = async (bytes: Uint8Array) => {
    if (!out.write(bytes)) await once(out, 'drain');
  };
  let written = 0;
  const member = async (place: string, body: Uint8Array) => {
    await put(tarHeader(`${root}/${place}`.slice(0, 100), body.length));
    await put(body);
    await put(tarPadding(body.length));
    written += body.length;
  };
  for (const [place, body] of membersOfVersion('4.2', await realMembers())) {
    if (!/^proc\/\d+\/mountinfo$/.test(place) && root.length + place.length < 99) await member(place, body);
  }
  const tables = Array.from({ length: namespaces }, (_, n) => Buffer.from(table(n, mounts, leaking)));
  for (let pid = 1; pid <= processes; pid++) await member(`proc/${pid}/mountinfo`, tables[pid % tables.length]!);
  const log = logOf(64 * 1024 ** 2, new Chance(1));
  for (let n = 0; written < bytes; n++) await member(`var/log/messages-${n}`, log);
  await put(endOfTar);
  out.end();
  await once(out, 'close');
}
