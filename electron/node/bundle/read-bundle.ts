import { createHash } from 'node:crypto';
import type { ReadLimits } from '#electron/node/bundle/limits.ts';
import { parseJson } from '#electron/node/bundle/parse-json.ts';
import { readTar, type TarItem } from '#electron/node/bundle/read-tar.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { unpackBody } from '#electron/node/bundle/unpack-body.ts';
import type { AppError } from '#shared/base/errors.ts';
import { BundledFacts, Manifest } from '#shared/bundle/manifest.ts';
import { manifestName, sealName } from '#shared/bundle/member-names.ts';
import { upgradeManifest } from '#shared/bundle/upgraders.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { SourceFailure } from '#shared/pipeline/source.ts';

export type BundleItem =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'record'; readonly record: EvidenceRecord }
  /** Last. `sealed`: the file is whole and its seal is right. Not sealed: cut, what came is all there is. */
  | { readonly kind: 'end'; readonly sealed: boolean };

/**
 * Reads a bundle's bytes in one pass.
 *
 * Throws `SourceFailure`: `source-damaged` when a byte was changed (a member, its hash or the seal
 * says so), `bundle-too-new`. A file that merely ends early is not damaged: it yields every record that
 * is there with body and facts, and says `sealed: false`. Of two records with one id the first counts.
 */
export async function* readBundle(
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  source: string,
): AsyncGenerator<BundleItem> {
  const damaged = (member: string, reason: string) => fail({ kind: 'source-damaged', source, member, reason });
  const seal = createHash('sha256');
  const seen = new Set<string>();
  let manifest: Manifest | null = null;
  let body: { readonly name: string; readonly bytes: Uint8Array } | null = null;
  let decoded = 0;

  for await (const item of readTar(chunks, limits)) {
    if (item.kind === 'bad') throw damaged(item.member, item.because);
    if (item.kind !== 'member') break;
    if (manifest === null) {
      manifest = readManifest(item, source);
      yield { kind: 'manifest', manifest };
    } else if (item.name === sealName) {
      if (item.body.toString('latin1') !== `${seal.digest('hex')}\n`) {
        throw damaged(sealName, 'bytes before it are not those that were sealed');
      }
      return yield { kind: 'end', sealed: true };
    } else if (item.name.endsWith('.zst')) {
      body = { name: item.name, bytes: item.body };
    } else if (item.name.endsWith('.json') && body !== null) {
      const { bodyBytes, bodySha256, ...facts } = readFacts(item, damaged);
      decoded += bodyBytes;
      if (bodyBytes > limits.memberBytes || decoded > limits.totalBytes) {
        throw damaged(
          item.name,
          `more than ${decoded > limits.totalBytes ? limits.totalBytes : limits.memberBytes} bytes`,
        );
      }
      const bytes = unpackBody(body.bytes, bodyBytes);
      if (!bytes || sha256(bytes) !== bodySha256)
        throw damaged(body.name, 'its bytes are not those that were captured');
      body = null;
      if (!seen.has(facts.id)) yield { kind: 'record', record: { ...facts, body: bytes } };
      seen.add(facts.id);
    } else throw damaged(item.name, 'a member that no bundle has here');
    for (const raw of item.raw) seal.update(raw);
  }
  if (manifest === null) throw damaged(manifestName, 'the file ends before it');
  yield { kind: 'end', sealed: false };
}

type Member = Extract<TarItem, { kind: 'member' }>;

function readManifest(member: Member, source: string): Manifest {
  const bad = (reason: string) => fail({ kind: 'source-damaged', source, member: manifestName, reason });
  const raw = parseJson(member.body);
  if (member.name !== manifestName || typeof raw !== 'object' || raw === null)
    throw bad('it is not what a bundle begins with');
  const version = 'version' in raw ? raw.version : undefined;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw bad('it has no version');
  const upgraded = upgradeManifest({ ...raw, version });
  if (!upgraded.ok) throw fail(upgraded.error);
  const parsed = Manifest.safeParse(upgraded.value);
  if (!parsed.success) throw bad(`${parsed.error.issues[0]?.path.join('.')} is not as version ${version} has it`);
  return parsed.data;
}

function readFacts(member: Member, damaged: (member: string, reason: string) => SourceFailure): BundledFacts {
  const parsed = BundledFacts.safeParse(parseJson(member.body));
  if (!parsed.success) throw damaged(member.name, 'it does not say what a record must say');
  return parsed.data;
}

const fail = (error: AppError) => new SourceFailure(error);
