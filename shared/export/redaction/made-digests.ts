import type { Sha256 } from '#shared/evidence/evidence-sha256.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { MadeDigest } from '#shared/export/redaction/pseudonym-of-id.ts';
import { parseDockerLayers } from '#shared/parsers/docker-layers.ts';

/**
 * Chain ids of docker's layer database that really are the digest of their parent's and their own diff id (the image
 * specification's ChainID): whoever computes them from a redacted bundle must come to the ids that stand in it.
 */
export function madeDigests(record: EvidenceRecord | undefined, sha256: Sha256): readonly MadeDigest[] {
  if (record === undefined) return [];
  return parseDockerLayers(record.body).value.flatMap(({ chainId, parent, diffId }) => {
    if (parent === null || diffId === null || !isDigest(parent) || !isDigest(diffId)) return [];
    if (`sha256:${sha256(new TextEncoder().encode(`${parent} ${diffId}`))}` !== chainId) return [];
    return [{ id: hex(chainId), parent: hex(parent), diff: hex(diffId) }];
  });
}

const isDigest = (text: string) => /^sha256:[0-9a-f]{64}$/.test(text);
const hex = (digest: string) => digest.slice('sha256:'.length);
