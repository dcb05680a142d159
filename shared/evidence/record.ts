import { z } from 'zod';
import { bytesOf, type RepeatedBody } from '#shared/evidence/repeated-lines.ts';

/**
 * Where the bytes of a record were first read. Findings cite it; the pipeline never branches on it.
 * A bundle keeps the origin of each record, so opening it gives the same rows as the live capture.
 */
export const EvidenceOrigin = z.discriminatedUnion('kind', [
  /** `what` is the path or the command line that was read, as a person would type it. */
  z.strictObject({ kind: z.literal('live'), host: z.string(), what: z.string() }),
  z.strictObject({ kind: z.literal('archive'), member: z.string() }),
]);
export type EvidenceOrigin = z.infer<typeof EvidenceOrigin>;

/** How reading the evidence ended. A record exists even when nothing could be read: refusal is evidence too. */
export const EvidenceEnd = z.discriminatedUnion('kind', [
  /** All of it. The exit code is null for a file, and where an archive does not record one. */
  z.strictObject({ kind: z.literal('complete'), exitCode: z.int().nullable() }),
  /** Its subject is not on this host; `because` says how we know. */
  z.strictObject({ kind: z.literal('not-applicable'), because: z.string() }),
  z.strictObject({ kind: z.literal('timed-out'), afterMs: z.int() }),
  /** The link was cut, or the file ends, inside this record. `body` is what had arrived. */
  z.strictObject({ kind: z.literal('connection-lost') }),
  /** A needed tool or file is missing; `because` names it. */
  z.strictObject({ kind: z.literal('not-found'), because: z.string() }),
  /** The host refused some or all of it to this user; `body` is what could be read. */
  z.strictObject({ kind: z.literal('denied'), because: z.string() }),
  z.strictObject({ kind: z.literal('truncated'), keptBytes: z.int(), limitBytes: z.int() }),
]);
export type EvidenceEnd = z.infer<typeof EvidenceEnd>;

export const EvidenceFacts = z.strictObject({
  /** Unique in one capture, stable across re-opening it: `<collector>`, `<collector>/<instance>`, and `…@2` for the second sample. */
  id: z.string().min(1).max(512),
  collectorId: z.string().min(1).max(64),
  /** 1, or 2 for the second reading of the small volatile set at the end of a capture. */
  sample: z.int().min(1).max(2),
  origin: EvidenceOrigin,
  end: EvidenceEnd,
  /** Host clock, ms since the epoch; null when the archive does not say. */
  startedAt: z.number().nullable(),
  durationMs: z.number().nullable(),
  /** Kept apart: tools print warnings here while `body` is perfectly good. At most 4 KiB. */
  stderr: z.string(),
  /**
   * The body is in another program's format than the collector's own, and in which: `ps`, `lsof`, `dmsetup-columns`, …
   * (shared/model/build/other-formats.ts). Only sources that did not run our script have it.
   */
  format: z.string().min(1).max(64).optional(),
});
export type EvidenceFacts = z.infer<typeof EvidenceFacts>;

/** `body`: bytes as received, after masking at the source and before any decoding. */
export type EvidenceRecord = EvidenceFacts & { readonly body: Uint8Array };

const linesOf = new WeakMap<EvidenceRecord, RepeatedBody>();

/** A record whose body is made of its lines when it is first asked for: of a large host most tables never are. */
export function recordOfLines(facts: EvidenceFacts, lines: RepeatedBody): EvidenceRecord {
  let bytes: Uint8Array | null = null;
  const record: EvidenceRecord = {
    ...facts,
    get body() {
      return (bytes ??= bytesOf(lines));
    },
  };
  linesOf.set(record, lines);
  return record;
}

/** Null for a body that was sent as it is. */
export const repeatedBodyOf = (record: EvidenceRecord): RepeatedBody | null => linesOf.get(record) ?? null;

/** Bytes of its body, without making it. */
export const bodyLengthOf = (record: EvidenceRecord): number => linesOf.get(record)?.byteLength ?? record.body.length;
