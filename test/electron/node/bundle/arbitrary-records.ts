import fc from 'fast-check';
import type { Custody } from '#shared/evidence/custody.ts';
import type { EvidenceEnd, EvidenceRecord } from '#shared/evidence/record.ts';

const because = fc.string({ unit: 'binary' });
const end: fc.Arbitrary<EvidenceEnd> = fc.oneof(
  fc.record({ kind: fc.constant('complete' as const), exitCode: fc.option(fc.nat(255)) }),
  fc.record({ kind: fc.constant('not-applicable' as const), because }),
  fc.record({ kind: fc.constant('timed-out' as const), afterMs: fc.nat() }),
  fc.record({ kind: fc.constant('connection-lost' as const) }),
  fc.record({ kind: fc.constant('not-found' as const), because }),
  fc.record({ kind: fc.constant('denied' as const), because }),
  fc.record({ kind: fc.constant('truncated' as const), keptBytes: fc.nat(), limitBytes: fc.nat() }),
);

/** Records as no well-behaved host would make them: any bytes, any text, ids apart. */
export const arbitraryRecords: fc.Arbitrary<EvidenceRecord[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    collectorId: fc.constantFrom('processes', 'mount-tables', 'a-later-one'),
    sample: fc.constantFrom(1, 2),
    origin: fc.oneof(
      fc.record({ kind: fc.constant('live' as const), host: fc.string(), what: fc.string({ unit: 'binary' }) }),
      fc.record({ kind: fc.constant('archive' as const), member: fc.string() }),
    ),
    end,
    startedAt: fc.option(fc.nat()),
    durationMs: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 })),
    stderr: fc.string({ unit: 'binary' }),
    body: fc.uint8Array({ maxLength: 2000 }),
  }),
  { selector: (r) => r.id, maxLength: 8 },
);

export const someCustody: Custody = {
  toolVersion: '0.0.0-test',
  scriptSha256: 'ab'.repeat(32),
  reachedBy: 'ssh://root@db1:22',
  hostKeyFingerprint: 'SHA256:constructed',
  elevation: 'none',
  hostClockMs: 1_700_000_000_000,
  localClockMs: 1_700_000_000_250,
  clockErrorMs: 12,
  hostChanges: [],
  ended: true,
};

export function aRecord(id: string, body: string | Uint8Array): EvidenceRecord {
  return {
    id,
    collectorId: id.split('/')[0]!,
    sample: 1,
    origin: { kind: 'live', host: 'db1', what: '/proc/1/mountinfo' },
    end: { kind: 'complete', exitCode: null },
    startedAt: 1_700_000_000_000,
    durationMs: 3,
    stderr: '',
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}
