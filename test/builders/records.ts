import type { EvidenceEnd, EvidenceRecord } from '#shared/evidence/record.ts';

/** A whole record with this text as its body; the collector is what stands before the first slash. */
export function record(id: string, text: string, end: EvidenceEnd = { kind: 'complete', exitCode: 0 }): EvidenceRecord {
  const family = id.replace(/@2$/, '').split('/')[0]!;
  return {
    id,
    collectorId: family === 'mount-table' ? 'mount-tables' : family,
    sample: id.endsWith('@2') ? 2 : 1,
    origin: { kind: 'live', host: 'drawn', what: id },
    end,
    startedAt: id.endsWith('@2') ? 1_763_656_110_000 : 1_763_656_078_000,
    durationMs: 1,
    stderr: '',
    body: new TextEncoder().encode(text),
  };
}
