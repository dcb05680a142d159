/**
 * P-5, thin map: a pool of 20,000 devices × 100 mappings (60 shared with the others, 40 its own, no two of them adjacent),
 * from the metadata device to mapped, exclusive and shared blocks of every device.
 *
 * Peer: `thin_dump` to XML, then what its readers do with it, a regular expression over the whole text into one object per
 * mapping and a Map of reference counts. A DOM or sax parser makes more objects and calls and is slower; this is the floor.
 * Each method runs in a process of its own; every answer is checked against thin_ls before it counts.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownersOfBlocks } from '#shared/thin-metadata/block-owners.ts';
import { BlockUse } from '#shared/thin-metadata/block-use.ts';
import { readThinImage } from '#shared/thin-metadata/read-image.ts';
import { readThinDump } from '#shared/thin-metadata/xml-reader.ts';
import { time } from '#test/bench/measure.ts';

const shared = 60;
const own = 40;

interface Answer {
  readonly seconds: number;
  /** thin_dump's part of it, where there is one. */
  readonly dumpSeconds: number;
  readonly peakMiB: number;
  readonly paintSeconds: number;
  /** `id mapped exclusive shared` of every device. */
  readonly rows: string;
}

/** `devices × 100` mappings; no run is longer than one block. */
function writePool(file: string, devices: number): void {
  const out = openSync(file, 'w');
  const blocks = 2 * (shared + devices * own) + 10;
  writeSync(
    out,
    `<superblock uuid="" time="1" transaction="1" flags="0" version="2" data_block_size="128" nr_data_blocks="${blocks}">\n`,
  );
  let next = 2 * shared;
  for (let id = 0; id < devices; id++) {
    let text = `  <device dev_id="${id}" mapped_blocks="${shared + own}" transaction="0" creation_time="0" snap_time="1">\n`;
    for (let i = 0; i < shared + own; i++) {
      const isShared = i % 5 < 3;
      const data = isShared ? 2 * (i - Math.floor(i / 5) * 2) : (next += 2);
      text += `    <single_mapping origin_block="${i * 3}" data_block="${data}" time="${isShared ? 0 : 1}"/>\n`;
    }
    writeSync(out, `${text}  </device>\n`);
  }
  writeSync(out, '</superblock>\n');
  closeSync(out);
}

const methods: Readonly<Record<string, (file: string) => Omit<Answer, 'seconds' | 'peakMiB'>>> = {
  'raw image': (file) => ours(readThinImage(readFileSync(file)), 0),
  'own XML reader': (file) => {
    const started = performance.now();
    const xml = execFileSync('thin_dump', [file], { maxBuffer: 2 ** 31 - 1 });
    const dumpSeconds = (performance.now() - started) / 1000;
    return ours(readThinDump(xml), dumpSeconds);
  },
  'thin_dump + generic parse': (file) => {
    const started = performance.now();
    const xml = execFileSync('thin_dump', [file], { maxBuffer: 2 ** 31 - 1 }).toString('latin1');
    const dumpSeconds = (performance.now() - started) / 1000;
    return { ...generic(xml), dumpSeconds, paintSeconds: 0 };
  },
};

function ours(metadata: ReturnType<typeof readThinImage>, dumpSeconds: number) {
  const use = new BlockUse(metadata);
  const rows = metadata.devices.map((d) => `${d.id} ${d.mapped} ${use.exclusive(d)} ${use.sharedBy(d)}`).join('\n');
  const painted = performance.now();
  ownersOfBlocks(metadata, { from: 0, to: use.end, cells: 20_000 });
  return { rows, dumpSeconds, paintSeconds: (performance.now() - painted) / 1000 };
}

function generic(xml: string): { rows: string } {
  const devices: { id: number; mappings: { origin: number; data: number; length: number; time: number }[] }[] = [];
  const element = /<(\w+)((?:\s+\w+="[^"]*")*)\s*\/?>/g;
  const attribute = /(\w+)="([^"]*)"/g;
  for (const [, name, text = ''] of xml.matchAll(element)) {
    const attributes: Record<string, string> = {};
    for (const [, key, value] of text.matchAll(attribute)) attributes[key!] = value!;
    if (name === 'device') devices.push({ id: Number(attributes.dev_id), mappings: [] });
    else if (name === 'single_mapping' || name === 'range_mapping') {
      devices.at(-1)!.mappings.push({
        origin: Number(attributes.origin_block ?? attributes.origin_begin),
        data: Number(attributes.data_block ?? attributes.data_begin),
        length: Number(attributes.length ?? 1),
        time: Number(attributes.time),
      });
    }
  }
  const counts = new Map<number, number>();
  for (const { mappings } of devices) {
    for (const { data, length } of mappings)
      for (let b = data; b < data + length; b++) counts.set(b, (counts.get(b) ?? 0) + 1);
  }
  const rows = devices.map(({ id, mappings }) => {
    let [mapped, exclusive] = [0, 0];
    for (const { data, length } of mappings) {
      mapped += length;
      for (let b = data; b < data + length; b++) if (counts.get(b) === 1) exclusive++;
    }
    return `${id} ${mapped} ${exclusive} ${mapped - exclusive}`;
  });
  return { rows: rows.join('\n') };
}

/** In a process of its own: nothing is warm, and the peak of memory is this method's alone. */
function measured(what: string, file: string): Answer {
  const args = ['--max-old-space-size=8192', import.meta.filename, '--method', what, file];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (run.status !== 0) throw new Error(`${what}: ${run.stderr}`);
  return JSON.parse(run.stdout) as Answer;
}

/** Prints the figures; returns how many goals were missed. `scale` 1 is the whole. */
export function benchThinMetadata(scale: number): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'um-bench-thin-'));
  try {
    const devices = Math.max(10, Math.round(20_000 * scale));
    const file = path.join(folder, 'metadata');
    writePool(`${file}.xml`, devices);
    writeFileSync(file, '');
    truncateSync(file, (devices * 2 + 4096) * 4096);
    execFileSync('thin_restore', ['-i', `${file}.xml`, '-o', file], { stdio: 'ignore' });
    const columns = 'DEV,MAPPED_BLOCKS,EXCLUSIVE_BLOCKS,SHARED_BLOCKS';
    const truth = execFileSync('thin_ls', ['--no-headers', '-o', columns, file], { encoding: 'utf8', maxBuffer: 1e9 })
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.trim().split(/\s+/).join(' '))
      .join('\n');
    const [raw, xml, peer] = Object.keys(methods).map((what) => {
      const answer = measured(what, file);
      if (answer.rows !== truth) throw new Error(`${what} does not agree with thin_ls`);
      return answer;
    });
    const line = (what: string, a: Answer) =>
      console.log(
        `  ${what}: ${a.seconds.toFixed(2)} s${a.dumpSeconds > 0 ? ` (thin_dump ${a.dumpSeconds.toFixed(2)} s)` : ''}, peak ${a.peakMiB} MiB`,
      );
    console.log(`P-5 thin map (${devices} devices, ${devices * (shared + own)} mappings), checked against thin_ls`);
    line('raw metadata image, ours', raw!);
    line('thin_dump + our XML reader', xml!);
    line('thin_dump + generic parse', peer!);
    const ratio = peer!.seconds / raw!.seconds;
    const parse = (peer!.seconds - peer!.dumpSeconds) / raw!.seconds;
    const verdict = scale < 1 ? '(goal 3 at scale 1)' : ratio >= 3 ? 'reaches 3' : 'MISSES 3';
    console.log(
      `  ratio ${ratio.toFixed(1)}x ${verdict}; ${parse.toFixed(1)}x without thin_dump's own time; memory ${(peer!.peakMiB / raw!.peakMiB).toFixed(1)}x`,
    );
    const paint = raw!.paintSeconds * 1000;
    console.log(
      `  owners of the whole pool in 20,000 cells: ${paint.toFixed(0)} ms ${paint <= 100 ? 'reaches 100' : scale < 1 ? '' : 'MISSES 100'}`,
    );
    return scale < 1 ? 0 : Number(ratio < 3) + Number(paint > 100);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [flag, what = '', file = ''] = process.argv.slice(2);
if (flag === '--method') {
  let answer: Omit<Answer, 'seconds' | 'peakMiB'> | null = null;
  const { seconds } = time(what, () => {
    answer = methods[what]!(file);
    return '';
  });
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ ...(answer as unknown as object), seconds, peakMiB }));
}
