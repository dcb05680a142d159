import { sha256Hex } from '#shared/base/sha256.ts';
import { headerWord, parseHeader } from '#shared/evidence/frame-lines.ts';
import { FrameDecoder } from '#shared/evidence/framing.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import { analyzeRecords } from '#shared/pipeline/analyze.ts';

/** Analyses the output of the collector script in the page itself: the real pipeline, without services. */
export async function analyseHere(url: string): Promise<Analysis> {
  const response = await fetch(url);
  if (!response.body) throw new Error(`${url}: ${response.status}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  const firstLine = new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(10)));
  const header = parseHeader(firstLine.slice(firstLine.indexOf(headerWord) + headerWord.length + 1));
  if (!header) throw new Error(`${url} is no script output`);
  const decoder = new FrameDecoder({ nonce: header.nonce, host: null });
  const records: EvidenceRecord[] = [];
  for (const event of [...decoder.push(bytes), ...decoder.end()])
    if (event.kind === 'record') records.push(event.record);
  const custody = {
    toolVersion: header.toolVersion,
    scriptSha256: null,
    reachedBy: 'script output',
    hostKeyFingerprint: null,
    elevation: null,
    hostClockMs: header.epochMs,
    localClockMs: header.epochMs,
    clockErrorMs: 20,
    hostChanges: [],
    ended: decoder.finished,
  };
  return analyzeRecords({ kind: 'script-output', title: header.hostname }, records, custody, sha256Hex);
}
