import { describe, expect, it } from 'vitest';
import { type LiveProgress, ProgressMeter } from '#electron/node/ssh/live-progress.ts';
import type { EvidenceEnd, EvidenceRecord } from '#shared/evidence/record.ts';

function meter(...collectors: string[]) {
  const reports: LiveProgress[] = [];
  const m = new ProgressMeter(collectors, (p) => reports.push(p));
  const last = () => reports.at(-1)!;
  return {
    m,
    last,
    statuses: () => Object.fromEntries(last().collectors.map((c) => [c.collector, c.status])),
    begin: (collector: string, sample: 1 | 2 = 1) => m.frame({ kind: 'collector-started', collector, sample }),
    record: (collector: string, end: EvidenceEnd) =>
      m.frame({ kind: 'record', record: { id: collector, collectorId: collector, end } as EvidenceRecord }),
    done: (collector: string, sample: 1 | 2 = 1) =>
      m.frame({ kind: 'collector-ended', collector, sample, timedOut: false, durationMs: 1 }),
  };
}

const ok: EvidenceEnd = { kind: 'complete', exitCode: 0 };

describe('progress', () => {
  it('has a row for every collector from the first report on', () => {
    const { m, statuses, last } = meter('host', 'processes');
    m.at('connecting');
    expect(statuses()).toEqual({ host: 'queued', processes: 'queued' });
    expect(last().step).toBe('connecting');
  });

  it('shows what runs, then how it ended: the worst of its records', () => {
    const { begin, record, done, statuses, last } = meter('a', 'b', 'c', 'd');
    begin('a');
    expect(statuses()).toMatchObject({ a: 'running' });
    record('a', ok);
    done('a');
    begin('b');
    record('b', { kind: 'denied', because: 'user guest may not' });
    record('b', ok);
    done('b');
    begin('c');
    record('c', { kind: 'not-applicable', because: 'no podman' });
    done('c');
    begin('d');
    record('d', ok);
    record('d', { kind: 'timed-out', afterMs: 2000 });
    done('d');
    expect(statuses()).toEqual({ a: 'ok', b: 'denied', c: 'not-applicable', d: 'timeout' });
    expect(last().collectors[1]).toMatchObject({ because: 'user guest may not' });
  });

  it('counts bytes for the whole and for the collector that runs', () => {
    const { m, begin, done, last } = meter('a', 'b');
    m.received(10);
    begin('a');
    m.received(100);
    done('a');
    begin('b');
    m.received(1000);
    m.finish(true, '');
    expect(last()).toMatchObject({ bytes: 1110, collectors: [{ bytes: 100 }, { bytes: 1000 }] });
  });

  it('names the second sample as a step, and keeps the worse ending of the two', () => {
    const { m, begin, record, done, last, statuses } = meter('a');
    begin('a');
    record('a', { kind: 'denied', because: 'no' });
    done('a');
    m.frame({ kind: 'waiting', word: 'second-sample' });
    expect(last().step).toBe('second-sample');
    begin('a', 2);
    expect(statuses()).toEqual({ a: 'running' });
    record('a', ok);
    done('a', 2);
    expect(statuses()).toEqual({ a: 'denied' });
  });

  it('says of every collector that had not ended that it was cut, and why', () => {
    const { m, begin, record, done, statuses, last } = meter('a', 'b', 'c');
    begin('a');
    record('a', ok);
    done('a');
    begin('b');
    record('b', ok);
    m.finish(false, 'the connection was closed');
    expect(statuses()).toEqual({ a: 'ok', b: 'cut', c: 'cut' });
    expect(last()).toMatchObject({ step: 'ended', collectors: [{}, { because: 'the connection was closed' }, {}] });
  });
});
