/** A database that is written to while the host copies it: the states of one that the real library wrote, one after the other. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newestTxid } from '#shared/bbolt/meta.ts';
import { perlMasker, pythonMasker } from '#shared/collectors/bolt-masking.ts';
import { corpusFile, listingOf, openSound } from '#test/shared/bbolt/listing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'um-bolt-'));
afterAll(() => rmSync(folder, { recursive: true }));

const states = [2, 3, 4, 5, 6, 7, 8, 9].map((txid) => corpusFile(`history.${txid}`));
const pageSize = 4096;
const longest = Math.max(...states.map(({ length }) => length));
/** Made longer than one read of the host, by pages that no state has: between two reads somebody else may write. */
const padded = (state: Buffer) => Buffer.concat([state, Buffer.alloc((3 << 20) - state.length)]);

/** Runs after each read of the database, as the writer that comes between two of them. Its argument counts the reads. */
const python3 = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
const maskers = [
  {
    name: 'perl',
    plain: ['perl', '-e', perlMasker],
    argv: (between: string) => [
      'perl',
      '-e',
      `BEGIN { my $n = 0; *CORE::GLOBAL::sysread = sub (*\\$$;$) { my $r = CORE::sysread($_[0], \${$_[1]}, $_[2], $_[3] || 0);
         system("sh", "-c", q{${between}}, "sh", ++$n); $r } } ${perlMasker}`,
    ],
  },
  {
    name: 'python3',
    plain: [python3, '-S', '-E', '-c', pythonMasker],
    argv: (between: string) => [
      python3,
      '-S',
      '-E',
      '-c',
      `import builtins, io, subprocess
reads = 0
class Busy(io.FileIO):
    def read(self, size=-1):
        global reads
        got = super().read(size); reads += 1
        subprocess.call(["sh", "-c", ${JSON.stringify(between)}, "sh", str(reads)])
        return got
builtins.open = lambda path, mode, buffering: Busy(path, "r")
${pythonMasker}`,
    ],
  },
];

async function copied(argv: readonly string[], file: string) {
  const [program = '', ...args] = argv;
  const child = spawn(program, [...args, file, String(1 << 26)], { env: { ...process.env, LC_ALL: 'C' } });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() };
}

/** Writes a state into the file as a transaction does: its pages, then its meta page. Going back to the first is none: then without meta pages. */
function commit(file: string, state: Buffer): void {
  const fd = openSync(file, 'r+');
  if (state === states[0]) writeSync(fd, Buffer.alloc(2 * pageSize), 0, 2 * pageSize, 0);
  writeSync(fd, state, 2 * pageSize, state.length - 2 * pageSize, 2 * pageSize);
  writeSync(fd, state, 0, 2 * pageSize, 0);
  closeSync(fd);
}

describe.each(maskers)('copied by $name', ({ argv, plain }) => {
  const file = path.join(folder, 'meta.db');
  const save = (name: string, state: Buffer) => writeFileSync(path.join(folder, name), padded(state));
  const newState = states.at(-1)!;

  it('is copied again when a transaction ended between two reads, and then is the newest state', async () => {
    save('meta.db', states[0]!);
    save('next.db', newState);
    const { status, stdout, stderr } = await copied(argv(`[ "$1" = 1 ] && cat '${folder}/next.db' 1<>'${file}'`), file);
    expect([status, stderr]).toEqual([0, '']);
    expect(newestTxid(stdout)).toBe(9);
    expect(listingOf(openSound(stdout.subarray(0, longest)))).toEqual(listingOf(openSound(newState)));
  });

  it('is not sent when each copy of eight was overtaken, and says so', async () => {
    save('meta.db', states[0]!);
    for (const [i, state] of states.entries()) save(`${i}.db`, state);
    const { status, stdout, stderr } = await copied(
      argv(`cat '${folder}'/$(($1 % ${states.length})).db 1<>'${file}'`),
      file,
    );
    expect([status, stdout.length]).toEqual([75, 0]);
    expect(stderr).toBe('it was written to during each of 8 readings, so no copy of it is whole\n');
  });

  it('is one of its states, whole, while somebody writes all the time', async () => {
    writeFileSync(file, states[0]!);
    let isOver = false;
    let writes = 0;
    const writer = (async () => {
      while (!isOver) {
        commit(file, states[writes++ % states.length]!);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    const listings = states.map((state) => JSON.stringify(listingOf(openSound(state))));
    let whole = 0;
    for (let i = 0; i < 20; i++) {
      const { status, stdout } = await copied(plain, file);
      // 3: between the last state and the first.
      expect([0, 3, 75]).toContain(status);
      if (status !== 0) continue;
      whole++;
      expect(listings).toContain(JSON.stringify(listingOf(openSound(stdout))));
    }
    isOver = true;
    await writer;
    expect(writes).toBeGreaterThan(10);
    expect(whole).toBeGreaterThan(0);
  });
});
