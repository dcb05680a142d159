/**
 * P-4, a large sosreport: 5,000 processes in 500 mount namespaces of 200 mounts, and logs that make it 2 GB unpacked.
 *
 * Peer: the program that unpacks it, writing to nowhere. Ours: a new process that opens the file, imports it and asks
 * every rule. Its answer is checked (namespaces found) before its time counts; peak memory is the kernel's figure.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { p4, scaled, writeBigSosreport } from '#test/bench/big-sosreport.ts';
import { time } from '#test/bench/measure.ts';

const goalRatio = 2;
const goalMiB = 512;

const packers: Readonly<Record<string, { readonly pack: readonly string[]; readonly unpack: readonly string[] }>> = {
  gzip: { pack: ['gzip', '-1'], unpack: ['gzip', '-dc'] },
  xz: { pack: ['xz', '-0', '-T0'], unpack: ['xz', '-dc'] },
};

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
    const report = scaled(p4, scale);
    await writeBigSosreport(tar, report);
    console.log(`P-4 sosreport of ${(statSync(tar).size / 1e9).toFixed(2)} GB, ${report.processes} mount tables`);
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
      if (found < report.namespaces) throw new Error(`${name}: ${found} namespaces found`);
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
