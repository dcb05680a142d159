import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { analyze } from '#shared/pipeline/analyze.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';
import { rules } from '#shared/rules/index.ts';
import { record } from '#test/builders/records.ts';
import { readHost } from '#test/hosts/read-host.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function source(records: readonly EvidenceRecord[]): EvidenceSource {
  return {
    kind: 'script-output',
    title: 'drawn',
    async *records(signal) {
      for (const r of records) {
        if (signal.aborted) return;
        yield r;
      }
    },
    custody: () => readHost('lab-healthy').custody,
  };
}

describe('analyze', () => {
  it('asks every rule, keeps every record and tells of each as it arrives', async () => {
    const { records } = readHost('lab-broken');
    const arrived: string[] = [];
    const analysis = await analyze(source(records), new AbortController().signal, {
      sha256,
      onRecord: (r) => arrived.push(r.id),
    });
    expect(analysis.outcomes.map((o) => o.code)).toEqual(rules.map((r) => r.code));
    expect([...analysis.records.keys()]).toEqual(records.map((r) => r.id));
    expect(arrived).toEqual(records.map((r) => r.id));
    expect(analysis.source).toEqual({ kind: 'script-output', title: 'drawn' });
  });

  it('gives the same for the same records in another order', async () => {
    const { records } = readHost('lab-broken');
    const run = async (list: readonly EvidenceRecord[]) => {
      const { model, evidenceSha256, ledger } = await analyze(source(list), new AbortController().signal, { sha256 });
      return {
        evidenceSha256,
        ledger: ledger.map(({ collector, status }) => [collector, status]),
        mounts: model.mounts.length,
        containers: model.containers,
      };
    };
    expect(await run([...records].reverse())).toEqual(await run(records));
  });

  it('analyses what had arrived when it is aborted', async () => {
    const stop = new AbortController();
    const { records } = readHost('lab-healthy');
    const analysis = await analyze(source(records), stop.signal, { sha256, onRecord: () => stop.abort() });
    expect(analysis.records.size).toBe(1);
  });

  it('does not let a second record of one id stand in for the first', async () => {
    const twice = [record('host', 'hostname=true\n'), record('host', 'hostname=forged\n')];
    const analysis = await analyze(source(twice), new AbortController().signal, { sha256 });
    expect(analysis.model.host.name).toBe('true');
  });

  it('lets a whole reading stand in for a torn one of the same id', async () => {
    const torn = { ...record('host', 'hostname=to\n'), end: { kind: 'connection-lost' } } as const;
    const analysis = await analyze(
      source([torn, record('host', 'hostname=true\n'), torn]),
      new AbortController().signal,
      {
        sha256,
      },
    );
    expect(analysis.model.host.name).toBe('true');
    expect(analysis.records.size).toBe(1);
  });
});
