import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Custody } from '#shared/evidence/custody.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

export interface CapturedHost {
  readonly records: readonly EvidenceRecord[];
  readonly custody: Custody;
}

/** The records of one captured host under test/hosts, in the order they were written. */
export function readHost(
  name:
    | 'lab-broken'
    | 'lab-healthy'
    | 'lab-broken-guest'
    | 'lab-mappings'
    | 'lab-layers-broken'
    | 'engines-healthy'
    | 'engines-damaged',
): CapturedHost {
  const bytes = gunzipSync(readFileSync(path.join(import.meta.dirname, name, 'capture.out.gz')));
  const decoder = new FrameDecoder({ nonce: null, host: null });
  const events = [...decoder.push(bytes), ...decoder.end()];
  return {
    records: events.flatMap((event) => (event.kind === 'record' ? [event.record] : [])),
    custody: {
      toolVersion: 'test',
      scriptSha256: null,
      reachedBy: 'script output',
      hostKeyFingerprint: null,
      elevation: null,
      hostClockMs: null,
      localClockMs: null,
      clockErrorMs: null,
      hostChanges: [],
      ended: true,
    },
  };
}
