/**
 * P-4, a large sosreport: 5,000 processes in 500 mount namespaces of 200 mounts, and logs that make it 2 GB unpacked.
 *
 * Peer: the program that unpacks it, writing to nowhere. Ours: a new process that opens the file, imports it and asks
 * every rule. Its answer is checked (namespaces found) before its time counts; peak memory is the kernel's figure.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endOfTar, tarHeader, tarPadding } from '#shared/bundle/tar.ts';
import { time } from '#test/bench/measure.ts';
import { Chance } from '#test/builders/mutate-archive.ts';
import { membersOfVersion, realMembers } from '#test/builders/sosreport-tree.ts';

const processes = 5000;
const namespaces = 500;
const mounts = 200;
const wholeBytes = 2 * 1024 ** 3;
const goalRatio = 2;
const goalMiB = 512;
const root = 'sosreport-bench-2026-11-20-abcdefg';

const packers: Readonly<Record<string, { readonly pack: readonly string[]; readonly unpack: readonly string[] }>> = {
  gzip: { pack: ['gzip', '-1'], unpack: ['gzip', '-dc'] },
  xz: { pack: ['xz', '-0', '-T0'], unpack: ['xz', '-dc'] },
};

function table(namespace: number): string {
  const lines: string[] = [];
  for (let i = 0; i < mounts; i++) {
    const id = 100_000 + namespace * mounts + i;
    const hash = (namespace * 1_000_003 + i * 7919).toString(16).padStart(16, '0').repeat(4);
    const point = i === 0 ? '/' : `/var/lib/docker/overlay2/${hash}/merged`;
    lines.push(`${id} ${id - i} 0:${40 + i} / ${point} rw,relatime - overlay overlay rw,lowerdir=/l/${hash}`);
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

async function writeReport(file: string, scale: number): Promise<void> {
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
  const tables = Array.from({ length: Math.ceil(namespaces * scale) }, (_, n) => Buffer.from(table(n)));
  for (let pid = 1; pid <= processes * scale; pid++)
    await member(`proc/${pid}/mountinfo`, tables[pid % tables.length]!);
  const log = logOf(64 * 1024 ** 2, new Chance(1));
  for (let n = 0; written < wholeBytes * scale; n++) await member(`var/log/messages-${n}`, log);
  await put(endOfTar);
  out.end();
  await once(out, 'close');
}

/** Ours, in this process: what the parent runs. Prints namespaces found and the peak, KiB. */
async function readOurs(file: string): Promise<void> {
  const { openFile } = await import('#electron/node/sources/open-file.ts');
  const { analyze } = await import('#shared/pipeline/analyze.ts');
  const { sha256 } = await import('#electron/node/bundle/sha256.ts');
  const source = await openFile(file);
  if (!source.ok) throw new Error(source.error.kind);
  const { model } = await analyze(source.value, new AbortController().signal, { sha256 });
  console.log(`${model.namespaces.length} ${process.resourceUsage().maxRSS}`);
}

/** Number of goals missed. */
export async function benchArchives(scale: number): Promise<number> {
  const dir = mkdtempSync(path.join(tmpdir(), 'um-bench-'));
  let missed = 0;
  try {
    const tar = path.join(dir, 'report.tar');
    await writeReport(tar, scale);
    console.log(`P-4 sosreport of ${(statSync(tar).size / 1e9).toFixed(2)} GB, ${processes * scale} mount tables`);
    for (const [name, { pack, unpack }] of Object.entries(packers)) {
      const packed = path.join(dir, `report.tar.${name}`);
      execFileSync('sh', ['-c', `${pack.join(' ')} -c "$1" > "$2"`, 'sh', tar, packed]);
      const peer = time(unpack.join(' '), () => {
        const run = spawnSync(unpack[0]!, [...unpack.slice(1), packed], { stdio: ['ignore', 'ignore', 'inherit'] });
        return String(run.status);
      });
      const ours = time('ours', () =>
        execFileSync(process.execPath, [import.meta.filename, packed], { encoding: 'utf8' }),
      );
      const [found = 0, peakKiB = 0] = ours.output.split(' ').map(Number);
      if (found < namespaces * scale) throw new Error(`${name}: ${found} namespaces found`);
      const ratio = ours.seconds / peer.seconds;
      const peakMiB = peakKiB / 1024;
      const ok = ratio <= goalRatio && peakMiB <= goalMiB;
      // The start of a process weighs more on a small report: the goals are those of the whole one.
      if (!ok && scale === 1) missed++;
      const verdict = scale < 1 ? 'at scale 1 the goals are' : ok ? 'reaches' : 'MISSES';
      console.log(
        `  ${name} (${(statSync(packed).size / 1e6).toFixed(0)} MB): ours ${ours.seconds.toFixed(1)} s, ${peer.what} ${peer.seconds.toFixed(1)} s, ` +
          `${ratio.toFixed(2)}x, peak ${peakMiB.toFixed(0)} MiB: ${verdict} ${goalRatio}x and ${goalMiB} MiB`,
      );
      rmSync(packed);
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
  return missed;
}

if (process.argv[1] === import.meta.filename) await readOurs(process.argv[2]!);
