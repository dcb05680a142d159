import { constants, zstdCompressSync } from 'node:zlib';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import type { BundledFacts, BundledRecord } from '#shared/bundle/manifest.ts';
import { recordNames } from '#shared/bundle/member-names.ts';
import { tarHeader, tarPadding } from '#shared/bundle/tar.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';

/** Fast enough for the link to stay the slow part; the frame carries a checksum for zstd(1). */
const zstd = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } };

export interface PackedRecord {
  readonly entry: BundledRecord;
  /** The record's two members: headers, bodies, padding. */
  readonly members: readonly Uint8Array[];
}

/** `index` counts records from 1. */
export function packRecord(record: EvidenceRecord, index: number): PackedRecord {
  const { body, ...facts } = record;
  const names = recordNames(index, record.id);
  const bodySha256 = sha256(body);
  const storedBody = zstdCompressSync(body, zstd);
  const bundled: BundledFacts = { ...facts, bodyBytes: body.length, bodySha256 };
  const storedFacts = json(bundled);
  return {
    entry: {
      id: record.id,
      body: bodySha256,
      bodyBytes: body.length,
      storedBody: sha256(storedBody),
      storedFacts: sha256(storedFacts),
    },
    members: [...tarMember(names.body, storedBody), ...tarMember(names.facts, storedFacts)],
  };
}

export const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

export const tarMember = (name: string, body: Uint8Array): readonly Uint8Array[] => [
  tarHeader(name, body.length),
  body,
  tarPadding(body.length),
];
