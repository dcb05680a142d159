import { z } from 'zod';
import { BUNDLE_VERSION } from '#shared/bundle/upgraders.ts';
import { Custody } from '#shared/evidence/custody.ts';
import { EvidenceFacts } from '#shared/evidence/record.ts';

/** sha256 as 64 lower-case hex digits. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One record's line in the manifest: enough to say which member was changed. */
const BundledRecord = z.strictObject({
  id: z.string().min(1).max(512),
  /** Of the evidence itself, decompressed: what `sha256sum` says after `zstd -d`. */
  body: sha256,
  bodyBytes: z.int().min(0),
  /** Of the two members as they are stored. */
  storedBody: sha256,
  storedFacts: sha256,
});
export type BundledRecord = z.infer<typeof BundledRecord>;

/**
 * First member of a bundle.
 *
 * Written twice: at the start of a capture with what is known then (`records` and what follows null),
 * and again when the capture has ended, by copying the file behind a full manifest. A file that still
 * has the first one is a capture that was cut; it opens.
 */
export const Manifest = z.strictObject({
  format: z.literal('undermount-bundle'),
  version: z.literal(BUNDLE_VERSION),
  toolVersion: z.string(),
  /** What was captured, for titles: `root@db1:22`. */
  title: z.string(),
  custody: Custody.nullable(),
  /** By shared/evidence/evidence-sha256.ts, of `records`. */
  evidenceSha256: sha256.nullable(),
  /** In the order of the members. */
  records: z.array(BundledRecord).nullable(),
});
export type Manifest = z.infer<typeof Manifest>;

/** The facts member of one record: everything but the body, and what the body must be. */
export const BundledFacts = z.strictObject({
  ...EvidenceFacts.shape,
  bodyBytes: z.int().min(0),
  bodySha256: sha256,
});
export type BundledFacts = z.infer<typeof BundledFacts>;
