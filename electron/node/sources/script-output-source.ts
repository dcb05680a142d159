import { type ReadLimits, readLimits } from '#electron/node/bundle/limits.ts';
import { toolVersion } from '#electron/node/package-root.ts';
import type { Bytes } from '#electron/node/sources/byte-stream.ts';
import { readFailure } from '#electron/node/sources/read-failure.ts';
import { custodyOfFile } from '#shared/evidence/custody.ts';
import { type HeaderLine, headerWord, longestLine, parseHeader } from '#shared/evidence/frame-lines.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { noteHostChanges } from '#shared/pipeline/host-changes.ts';
import type { EvidenceSource } from '#shared/pipeline/source.ts';

/**
 * What the collector script printed when somebody ran it by hand.
 *
 * The nonce is taken from the first header; what a login shell printed before it is noise.
 */
export function scriptOutputSource(
  name: string,
  header: HeaderLine,
  bytes: Bytes,
  limits: ReadLimits = readLimits,
): EvidenceSource {
  let finished = false;
  const hostChanges: string[] = [];
  const seen = (record: EvidenceRecord) => {
    noteHostChanges(hostChanges, record);
    return record;
  };
  return {
    kind: 'script-output',
    title: header.hostname || name,
    async *records(signal) {
      const decoder = new FrameDecoder({ nonce: header.nonce, host: null });
      try {
        for await (const chunk of bytes.stream(limits, signal)) {
          for (const event of decoder.push(chunk)) if (event.kind === 'record') yield seen(event.record);
        }
      } catch (error) {
        throw readFailure(name, error);
      }
      for (const event of decoder.end()) if (event.kind === 'record') yield seen(event.record);
      finished = decoder.finished;
    },
    custody: () => ({
      ...custodyOfFile(header.toolVersion || toolVersion, 'script output'),
      hostClockMs: header.epochMs,
      hostChanges,
      ended: finished,
    }),
  };
}

/** The first header among the first bytes of a file, or null when it is no script's output. */
export function findHeader(head: Buffer): HeaderLine | null {
  const marker = Buffer.from(`\x1e${headerWord} `);
  for (let at = head.indexOf(marker); at >= 0; at = head.indexOf(marker, at + 1)) {
    const end = head.indexOf('\n', at);
    if (end < 0 || end - at > longestLine) continue;
    const header = parseHeader(head.toString('utf8', at + marker.length, end));
    if (header) return header;
  }
  return null;
}
