/** Reads mutated archives in a confined process, and says what went wrong with which. The same seed makes the same archives. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { Chance, type Mutated, mutate, mutateTar } from '#test/builders/mutate-archive.ts';
import type { ReadAnswer, ReadRequest } from '#test/live/mutated-archive-reader.ts';

const hangMs = 30_000;
const noAnswer = `no answer within ${hangMs} ms, twice`;
const mostResidentBytes = 512 * 1024 ** 2;
const analyseEvery = 16;

export interface MutationRun {
  readonly read: number;
  /** Each with the number that makes it again, and what was done to it. */
  readonly failures: readonly string[];
  /** How often each outcome came: a run without damage proved nothing. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly peakBytes: number;
  readonly slowestMs: number;
}

const seeds = path.join(import.meta.dirname, '../cases/archives/seeds');
const run = (command: string, args: readonly string[], input: Buffer) =>
  execFileSync(command, args, { input, maxBuffer: 1 << 28 });

const packers: Readonly<Record<string, (tar: Buffer) => Buffer>> = {
  plain: (tar) => tar,
  gzip: (tar) => gzipSync(tar, { level: 1 }),
  zstd: (tar) => zstdCompressSync(tar),
  xz: (tar) => run('xz', ['-0', '-c'], tar),
  bzip2: (tar) => run('bzip2', ['-1', '-c'], tar),
};

/** Half are changed before they are packed, half after; every tenth is a bundle of ours. */
class Mutants {
  readonly #tars = [
    run('xz', ['-dc'], readFileSync(path.join(seeds, 'gnu.tar.xz'))),
    run('bzip2', ['-dc'], readFileSync(path.join(seeds, 'pax.tar.bz2'))),
  ];
  readonly #packed = this.#tars.map((tar) => Object.entries(packers).map(([name, pack]) => [name, pack(tar)] as const));
  readonly #bundle = readFileSync(path.join(import.meta.dirname, '../../build/demo/lab-node1.umb'));

  make(number: number, seed: number): Mutated {
    const chance = new Chance(Math.imul(seed, 1_000_003) + number);
    if (number % 10 === 9) return named('bundle', (number % 20 === 9 ? mutate : mutateTar)(this.#bundle, chance));
    const which = chance.below(this.#tars.length);
    const [packing, packed] = this.#packed[which]![number % 5]!;
    if (chance.below(2) === 0) return named(`${packing} after`, mutate(packed, chance));
    const changed = mutateTar(this.#tars[which]!, chance);
    return named(`${packing} before`, { ...changed, bytes: packers[packing]!(changed.bytes) });
  }
}

const named = (what: string, { bytes, how }: Mutated): Mutated => ({ bytes, how: `${what}: ${how}` });

export async function readMutated(
  from: number,
  count: number,
  seed: number,
  onRead: (done: number) => void = () => {},
): Promise<MutationRun> {
  const dir = mkdtempSync(path.join(tmpdir(), 'um-mutated-'));
  const file = path.join(dir, 'archive');
  const mutants = new Mutants();
  const failures: string[] = [];
  const outcomes = new Map<string, number>();
  let [peakBytes, slowestMs] = [0, 0];
  let reader = new Reader();
  try {
    const control = await reader.ask({ file: '', analyse: false });
    if (typeof control === 'string' || control.outcome !== 'cannot write')
      failures.push('the reader could write a file');
    for (let number = from; number < from + count; number++) {
      const { bytes, how } = mutants.make(number, seed);
      writeFileSync(file, bytes);
      const started = performance.now();
      const request = { file, analyse: number % analyseEvery === 0 };
      let answer = await reader.ask(request);
      if (answer === noAnswer) {
        // A machine that stands still looks like a hang; the same archive in a new process tells them apart.
        reader.kill();
        reader = new Reader();
        answer = await reader.ask(request);
      }
      slowestMs = Math.max(slowestMs, performance.now() - started);
      if (typeof answer === 'string') {
        failures.push(`${seed}/${number} ${how}: ${answer}`);
        reader.kill();
        reader = new Reader();
        continue;
      }
      peakBytes = Math.max(peakBytes, answer.residentBytes);
      if (answer.residentBytes > mostResidentBytes)
        failures.push(`${seed}/${number} ${how}: ${answer.residentBytes} bytes`);
      outcomes.set(answer.outcome, (outcomes.get(answer.outcome) ?? 0) + 1);
      onRead(number - from + 1);
    }
  } finally {
    reader.kill();
    rmSync(dir, { recursive: true });
  }
  return { read: count, failures, outcomes, peakBytes, slowestMs };
}

class Reader {
  readonly #child: ChildProcess = fork(path.join(import.meta.dirname, 'mutated-archive-reader.ts'), [], {
    execArgv: ['--permission', '--allow-fs-read=*', '--max-old-space-size=512'],
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  #said = '';

  constructor() {
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#said = (this.#said + chunk).slice(-2000)));
  }

  /** The answer, or what went wrong instead. */
  ask(request: ReadRequest): Promise<ReadAnswer | string> {
    return new Promise((resolve) => {
      const done = (answer: ReadAnswer | string) => {
        clearTimeout(timer);
        this.#child.removeAllListeners('message').removeAllListeners('exit');
        resolve(answer);
      };
      const timer = setTimeout(() => done(noAnswer), hangMs);
      this.#child.once('message', (answer) => done(answer as ReadAnswer));
      // What it says last may come after its exit.
      this.#child.once('exit', (code, signal) => setTimeout(() => done(`died: ${signal ?? code} ${this.#said}`), 100));
      this.#child.send(request);
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
