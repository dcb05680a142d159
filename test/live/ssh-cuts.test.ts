/** REL-01, REL-03: a cut costs the torn record and nothing else; a bad link changes no byte. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nobody } from '#electron/node/ssh/given-secrets.ts';
import type { LiveProgress } from '#electron/node/ssh/live-progress.ts';
import { openLive } from '#electron/node/ssh/live-source.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { framedScript } from '#test/live/framed-script.ts';
import { type LinkFaults, startLinkProxy } from '#test/live/link-proxy.ts';
import { never, reach, textOf } from '#test/live/ssh-asks.ts';
import { type Sshd, startSshd } from '#test/live/sshd.ts';

const count = 60;
const size = 3000;
const expected = (i: number) => `record ${100 + i} of a capture\n`.repeat(200).slice(0, size);

/** Records of equal length on the wire: their numbers all have three digits. */
const records = (n: number) =>
  framedScript(`
collector processes
i=100
while [ $i -lt ${100 + n} ]; do
  begin processes/$i /proc/$i
  yes "record $i of a capture" | head -c ${size}
  end
  i=$((i + 1))
done
done_ processes
`);

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd({ users: { user: {} } });
});
afterAll(() => sshd.stop());

interface Run {
  readonly records: EvidenceRecord[];
  readonly error: unknown;
  readonly cut: unknown;
  readonly ended: boolean | null;
  /** stdout bytes of the script that reached the decoder. */
  readonly bytes: number;
  readonly progress: LiveProgress | null;
  readonly fromHost: number;
  readonly fired: number;
}

async function run(faults: LinkFaults, script = records(count)): Promise<Run> {
  const proxy = await startLinkProxy(sshd.port, faults);
  let progress: LiveProgress | null = null;
  const found: EvidenceRecord[] = [];
  const options = {
    ...reach(sshd, sshd.user, { target: { user: sshd.user, host: '127.0.0.1', port: proxy.port } }),
    acceptHostKey: sshd.hostKeyFingerprint,
    elevation: 'none' as const,
    only: null,
    secondSample: false,
    toolVersion: 'test',
    script,
  };
  try {
    const opened = await openLive(options, nobody, (p) => (progress = p), never());
    const rest = () => ({ bytes: progress?.bytes ?? 0, progress, fromHost: proxy.fromHost(), fired: proxy.fired() });
    if (!opened.ok) return { records: found, error: opened.error, cut: null, ended: null, ...rest() };
    let error: unknown = null;
    try {
      for await (const record of opened.value.records(never())) found.push(record);
    } catch (failure) {
      error = (failure as { error: unknown }).error;
    }
    return { records: found, error, cut: opened.value.cutBy(), ended: opened.value.custody().ended, ...rest() };
  } finally {
    proxy.stop();
  }
}

/** A seeded generator (mulberry32), so that a failing offset can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('a cut link', () => {
  it('at any of 200 random bytes loses no complete record, doubles none, flags the torn one and says what is missing', async () => {
    const whole = await run({});
    const longer = await run({}, records(count + 1));
    expect(whole.ended).toBe(true);
    expect(whole.records.map(textOf)).toEqual(Array.from({ length: count }, (_, i) => expected(i)));
    const length = longer.bytes - whole.bytes;
    const uptime = readFileSync('/proc/uptime', 'utf8').split(' ')[0]!.length;
    const tail = `R${'n'.repeat(32)} D\tprocesses\t1\t\tok\t\nR${'n'.repeat(32)} Z\t\n`.length + 2 * uptime;
    const head = whole.bytes - tail - count * length;
    expect(length).toBeGreaterThan(size);
    const random = seeded(20261120);
    let during = 0;
    let fired = 0;
    for (let i = 0; fired < 200; i += 1) {
      expect(i).toBeLessThan(250);
      const cutAfter = 1 + Math.floor(random() * (whole.fromHost - 1));
      const cutHow = i % 2 ? 'end' : 'reset';
      const cut = await run({ cutAfter, cutHow });
      const where = `cut number ${i} after ${cutAfter} of ${whole.fromHost} bytes`;
      if (cut.fired === 0) {
        // The host sent fewer packets than in the first run, so that this offset was never reached.
        expect(cut.ended, where).toBe(true);
        continue;
      }
      fired += 1;
      const complete = cut.records.filter((r) => r.end.kind === 'complete');
      const torn = cut.records.filter((r) => r.end.kind !== 'complete');
      if (cut.ended === true) {
        // The end mark had passed: only the farewell of the connection was lost.
        expect(complete.length, where).toBe(count);
        continue;
      }
      const due = Math.min(count, Math.max(0, Math.floor((cut.bytes - head) / length)));
      expect(complete.map(textOf), where).toEqual(Array.from({ length: due }, (_, n) => expected(n)));
      expect(torn.length, where).toBeLessThanOrEqual(1);
      for (const record of torn) {
        expect(record, where).toMatchObject({ id: `processes/${100 + due}`, end: { kind: 'connection-lost' } });
        expect(expected(due).startsWith(textOf(record)), where).toBe(true);
      }
      if (cut.records.length === 0) {
        expect(cut.error, where).toMatchObject({
          kind: expect.stringMatching(/connection-lost|ssh-unreachable|ssh-auth-failed/),
        });
        continue;
      }
      during += 1;
      expect(cut.cut, where).toMatchObject({ kind: 'connection-lost', host: '127.0.0.1' });
      const rows = new Map(cut.progress?.collectors.map((c) => [c.collector, c.status]));
      expect(rows.get('engine-log'), where).toBe('cut');
      if (due < count) expect(rows.get('processes'), where).toBe('cut');
    }
    expect(during).toBeGreaterThan(150);
  }, 300_000);
});

describe('a bad link', () => {
  it.each([
    ['of one-byte pieces', { slice: 1 }],
    ['of seven-byte pieces', { slice: 7 }],
    ['with 50 ms each way', { delayMs: 50 }],
    ['with 350 ms each way', { delayMs: 350 }],
    ['with 1 s each way', { delayMs: 1000 }],
  ] as const)('%s gives identical bytes', async (_, faults) => {
    const result = await run(faults);
    if ('slice' in faults) expect(result.fired).toBeGreaterThan(10_000);
    expect(result.error).toBeNull();
    expect(result.records.map(textOf)).toEqual(Array.from({ length: count }, (_unused, i) => expected(i)));
    expect(result.ended).toBe(true);
  });
});

describe('a slow reader', () => {
  it('stops the host instead of filling our memory', async () => {
    const big = framedScript(
      'collector processes\nbegin processes/1 x\nhead -c 104857600 /dev/zero\nend\ndone_ processes\n',
    );
    const options = {
      ...reach(sshd, sshd.user),
      elevation: 'none' as const,
      only: null,
      secondSample: false,
      toolVersion: 'test',
      script: (nonce: string) =>
        big(nonce).replace(
          'collector processes',
          'collector host\nbegin host id\nid\nend\ndone_ host\ncollector processes',
        ),
    };
    const opened = await openLive(options, nobody, () => {}, never());
    if (!opened.ok) throw new Error(opened.error.kind);
    const before = process.memoryUsage().rss;
    const iterator = opened.value.records(never());
    expect((await iterator.next()).value?.id).toBe('host');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(process.memoryUsage().rss - before).toBeLessThan(30 * 1024 * 1024);
    const record = (await iterator.next()).value;
    expect(record?.body.length).toBe(104_857_600);
    await iterator.return(undefined);
  });
});
