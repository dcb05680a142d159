import { toolVersion } from '#electron/node/package-root.ts';
import type { Bytes } from '#electron/node/sources/byte-stream.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { decodeText } from '#shared/parsers/decode.ts';
import { pastedLimit, recognisePasted } from '#shared/pasted/recognise.ts';
import { pastedRecords } from '#shared/pasted/records.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

/** The text of one command as a source: pasted into the window, or saved to a file. Null: it is none that is known. */
export async function pastedTextSource(name: string, bytes: Bytes): Promise<Result<EvidenceSource, never> | null> {
  // A NUL is in none of them; a line of which the head shows only half cannot outvote the others.
  if (bytes.head.includes(0) || recognisePasted(decodeText(bytes.head)) === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes.stream({ ...noLimits, totalBytes: pastedLimit * 2 }, new AbortController().signal)) {
    size += chunk.length;
    chunks.push(chunk);
  }
  const text = decodeText(Buffer.concat(chunks, size));
  const kind = recognisePasted(text);
  if (kind === null) return null;
  return ok({
    kind: 'pasted-text',
    title: name,
    async *records() {
      yield* pastedRecords(kind, text);
    },
    custody: () => ({
      toolVersion,
      scriptSha256: null,
      reachedBy: 'pasted text',
      hostKeyFingerprint: null,
      elevation: null,
      hostClockMs: null,
      localClockMs: null,
      clockErrorMs: null,
      hostChanges: [],
      ended: true,
    }),
  });
}

const noLimits = { memberBytes: Number.MAX_SAFE_INTEGER, members: 1 };
