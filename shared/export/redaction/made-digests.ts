import { present } from '#shared/base/absent.ts';
import type { Sha256 } from '#shared/evidence/evidence-sha256.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { MadeDigest } from '#shared/export/redaction/pseudonym-of-id.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { parseDockerLayers } from '#shared/parsers/docker-layers.ts';

/**
 * Chain ids of images, of unpacked layers and of docker's layer database that really are the digest of their parent's and their own diff id (the image
 * specification's ChainID): whoever computes them from a redacted bundle must come to the ids that stand in it.
 */
export function madeDigests(
  model: HostModel,
  record: EvidenceRecord | undefined,
  sha256: Sha256,
): readonly MadeDigest[] {
  const byKey = new Map(model.storedLayers.map((layer) => [layer.key, layer]));
  const claims: Claim[] = [
    ...(record === undefined ? [] : parseDockerLayers(record.body).value),
    ...model.storedImages.flatMap(({ layers }) =>
      (present(layers) ?? []).map((layer, i, all) => ({ ...layer, parent: all[i - 1]?.chainId ?? null })),
    ),
    ...model.storedLayers.flatMap(({ chainId, diffId, parent }) => {
      const below = byKey.get(present(parent) ?? '');
      const [chain, diff] = [present(chainId), present(diffId)];
      if (below === undefined || chain === null || diff === null) return [];
      return [{ chainId: chain, diffId: diff, parent: present(below.chainId) }];
    }),
  ];
  return claims.flatMap(({ chainId, parent, diffId }) => {
    if (parent === null || diffId === null || !isDigest(parent) || !isDigest(diffId)) return [];
    if (`sha256:${sha256(new TextEncoder().encode(`${parent} ${diffId}`))}` !== chainId) return [];
    return [{ id: hex(chainId), parent: hex(parent), diff: hex(diffId) }];
  });
}

interface Claim {
  readonly chainId: string;
  readonly parent: string | null;
  readonly diffId: string | null;
}

const isDigest = (text: string) => /^sha256:[0-9a-f]{64}$/.test(text);
const hex = (digest: string) => digest.slice('sha256:'.length);
