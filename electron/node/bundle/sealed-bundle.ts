import { createHash } from 'node:crypto';
import { json, type PackedRecord, packRecord, tarMember } from '#electron/node/bundle/pack-record.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import type { BundledRecord, Manifest } from '#shared/bundle/manifest.ts';
import { manifestName, sealName } from '#shared/bundle/member-names.ts';
import { endOfTar } from '#shared/bundle/tar.ts';
import { BUNDLE_VERSION } from '#shared/bundle/upgraders.ts';
import type { Custody } from '#shared/evidence/custody.ts';
import { evidenceSha256OfHashes } from '#shared/evidence/evidence-sha256.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

/** What a bundle says of itself beside its records. */
export interface BundleHead {
  readonly title: string;
  readonly custody: Custody;
}

/** A whole bundle, from records that are in memory: for "save" and for downloads. */
export async function* bundleOf(head: BundleHead, records: Iterable<EvidenceRecord>): AsyncGenerator<Uint8Array> {
  const packed: PackedRecord[] = [];
  for (const record of records) packed.push(packRecord(record, packed.length + 1));
  yield* sealedBundle(
    head,
    packed.map((p) => p.entry),
    packed.flatMap((p) => p.members),
  );
}

/** Manifest, the given members, seal and end. `members` must be those of `entries`, as `packRecord` made them. */
export async function* sealedBundle(
  head: BundleHead,
  entries: readonly BundledRecord[],
  members: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const manifest: Manifest = {
    format: 'undermount-bundle',
    version: BUNDLE_VERSION,
    toolVersion: head.custody.toolVersion,
    title: head.title,
    custody: head.custody,
    evidenceSha256: evidenceSha256OfHashes(
      entries.map(({ id, body }) => ({ id, sha256: body })),
      sha256,
    ),
    records: [...entries],
  };
  const seal = createHash('sha256');
  for (const chunk of tarMember(manifestName, json(manifest))) {
    seal.update(chunk);
    yield chunk;
  }
  for await (const chunk of members) {
    seal.update(chunk);
    yield chunk;
  }
  yield* tarMember(sealName, Buffer.from(`${seal.digest('hex')}\n`));
  yield endOfTar;
}
