/** Archives in the child: progress while it reads, dead at once when it is cancelled or too large, always a sentence. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { outOfMemoryExit } from '#electron/analysis/analysis-process.ts';
import { type AnalysisClient, startAnalysis } from '#electron/analysis/client.ts';
import { forkAnalysis } from '#electron/analysis/fork-analysis.ts';
import { sayError } from '#shared/messages/index.ts';
import { hostileTar } from '#test/builders/hostile-tar.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'um-child-'));
afterAll(() => rmSync(dir, { recursive: true }));
const clients: AnalysisClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function start(): AnalysisClient {
  const client = startAnalysis(forkAnalysis);
  clients.push(client);
  return client;
}

const sixteen = gzipSync(Buffer.alloc(16 << 20, 'a'), { level: 1 });

/** A report whose one log is so many times 16 MiB, in as many gzip streams: quick to make. */
function report(name: string, times: number): string {
  const file = path.join(dir, name);
  const size = (times * (16 << 20)).toString(8).padStart(11, '0');
  const parts = [
    { name: 'sosreport-db1/version.txt', body: 'sosreport: 4.2\n' },
    { name: 'sosreport-db1/sos_commands/kernel/uname_-a', body: 'Linux db1 6.1.0 x86_64\n' },
    { name: 'sosreport-db1/var/log/big', size: `${size}\0` },
  ];
  const end = gzipSync(hostileTar([{ zeros: 2 }]));
  const log = Array.from({ length: times }, () => sixteen);
  writeFileSync(file, Buffer.concat([gzipSync(hostileTar(parts)), ...log, end]));
  return file;
}

const alive = (pid: number | undefined) => {
  try {
    process.kill(pid!, 0);
    return true;
  } catch {
    return false;
  }
};

describe('an archive in the analysis process', () => {
  it('tells of bytes and members while it is read', async () => {
    const told: number[] = [];
    const opened = await start().open(report('a.tar.gz', 10), 'a', (progress, whole) => {
      expect(progress.packedBytes).toBeLessThanOrEqual(whole!);
      told.push(progress.decodedBytes);
    });
    expect(opened).toMatchObject({ ok: true, value: { kind: 'sosreport' } });
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBeGreaterThan(160 << 20);
  }, 60_000);

  it('is killed by a cancel while it reads, and leaves nothing', async () => {
    const client = start();
    const before = readdirSync(dir).length;
    let seen = () => {};
    const reading = new Promise<void>((resolve) => (seen = resolve));
    const file = report('b.tar.gz', 100);
    const opening = client.open(file, 'ticket.tar.gz', () => seen());
    await reading;
    client.close();
    const answer = await opening;
    expect(answer).toEqual({ ok: false, error: { kind: 'opening-cancelled', source: 'ticket.tar.gz' } });
    expect(alive(client.pid)).toBe(false);
    expect(readdirSync(dir).length).toBe(before + 1);
  }, 60_000);

  it('says in a sentence that it ran out of memory', async () => {
    const listeners: ((reason: string) => void)[] = [];
    const client = startAnalysis(() => ({
      pid: 0,
      post: () => {},
      onMessage: () => {},
      onExit: (listener) => listeners.push(listener),
      kill: () => {},
    }));
    const opening = client.open('x', 'x');
    for (const listener of listeners) listener(`exit code ${outOfMemoryExit}`);
    const answer = await opening;
    expect(answer.ok).toBe(false);
    if (!answer.ok) expect(sayError(answer.error)).toMatch(/needed more than 2048 MiB of memory/);
  });

  it('gives what a damaged one still holds, and says where it stopped', async () => {
    const whole = report('c.tar.gz', 1);
    const cut = path.join(dir, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(whole).subarray(0, 20_000));
    const client = start();
    expect(await client.open(cut, 'cut')).toMatchObject({ ok: true });
    const analysis = await client.ask('analysis', null);
    expect(analysis.ok && analysis.value.custody).toMatchObject({
      ended: false,
      stopped: { what: 'cut', member: 'sosreport-db1/var/log/big' },
    });
  }, 60_000);
});
