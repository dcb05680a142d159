import { z } from 'zod';
import { archiveStops } from '#shared/base/errors.ts';

/**
 * What a capture says about itself: who read what, as whom, when, and over which link.
 * Written once by the source at the end of a capture, kept in the bundle's manifest.
 * A field that was not learned is null and shown as "not collected".
 */
export const Custody = z.strictObject({
  toolVersion: z.string(),
  /** sha256 (hex) of the script's bytes as sent. */
  scriptSha256: z.string().nullable(),
  /** How the source was reached: `ssh://user@host:port`, `script output`, `demo`. */
  reachedBy: z.string(),
  hostKeyFingerprint: z.string().nullable(),
  elevation: z.enum(['none', 'sudo', 'doas', 'su']).nullable(),
  /** Host clock at the first record and local clock when it arrived, ms since the epoch. */
  hostClockMs: z.number().nullable(),
  localClockMs: z.number().nullable(),
  /** Upper bound of the error of `hostClockMs - localClockMs`: the round trip, ms. */
  clockErrorMs: z.number().nullable(),
  /** Options that changed something on the host (`--with`), each with what it did. */
  hostChanges: z.array(z.string()),
  /** The stream ended with its end mark. False: cut; some records may be missing. */
  ended: z.boolean(),
  /** Of an archive that was not read to its end: where it stopped, and why (an `ArchiveStop`; `allowed` is a limit's). */
  stopped: z.strictObject({ member: z.string().nullable(), what: z.enum(archiveStops), allowed: z.number() }).nullish(),
  /**
   * Left out: the evidence is as it was captured. Else which version replaced names and ids in it, and the hash of what it was
   * made from, null unless the engineer wanted it said: whoever has both bundles can tell from it that they are one.
   */
  redacted: z.strictObject({ toolVersion: z.string(), originalSha256: z.string().nullable() }).optional(),
  /**
   * Left out: a capture for its own sake. Else the code of the rule that one finding was checked again by: only what that rule
   * rests on was read, so nothing else is asked of this evidence.
   */
  recheckOf: z.string().min(1).max(16).optional(),
});
export type Custody = z.infer<typeof Custody>;

/** Of a file that says nothing about how it came to be. */
export const custodyOfFile = (toolVersion: string, reachedBy: string): Custody => ({
  toolVersion,
  scriptSha256: null,
  reachedBy,
  hostKeyFingerprint: null,
  elevation: null,
  hostClockMs: null,
  localClockMs: null,
  clockErrorMs: null,
  hostChanges: [],
  ended: true,
});
