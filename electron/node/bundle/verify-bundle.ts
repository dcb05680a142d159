import { createHash } from 'node:crypto';
import type { ReadLimits } from '#electron/node/bundle/limits.ts';
import { parseJson } from '#electron/node/bundle/parse-json.ts';
import { readTar } from '#electron/node/bundle/read-tar.ts';
import { sha256 } from '#electron/node/bundle/sha256.ts';
import { unpackBody } from '#electron/node/bundle/unpack-body.ts';
import type { Message } from '#shared/base/message.ts';
import { BundledFacts, Manifest } from '#shared/bundle/manifest.ts';
import { manifestName, recordNames, sealName } from '#shared/bundle/member-names.ts';
import { upgradeManifest } from '#shared/bundle/upgraders.ts';
import { evidenceSha256OfHashes } from '#shared/evidence/evidence-sha256.ts';
import { msg } from '#shared/messages/index.ts';

export interface Difference {
  readonly member: string;
  readonly what: Message;
}

export interface Verification {
  /** Null where no manifest could be read. */
  readonly manifest: Manifest | null;
  readonly differences: readonly Difference[];
}

/**
 * Compares a bundle byte for byte with what it says of itself.
 *
 * Everything that is not evidence (headers, padding, order, names, end) is rebuilt; members are compared
 * with the manifest's hashes, the manifest with its own sum, and the whole with the seal. Empty
 * `differences`: no byte was changed, added, removed or moved since the seal was set.
 */
export async function verifyBundle(chunks: AsyncIterable<Uint8Array>, limits: ReadLimits): Promise<Verification> {
  const differences: Difference[] = [];
  const differs = (member: string, what: Message) => void differences.push({ member, what });
  const seal = createHash('sha256');
  let manifest: Manifest | null = null;
  let expected: readonly Expected[] = [];
  let at = 0;
  let sealed = false;

  for await (const item of readTar(chunks, limits)) {
    if (item.kind === 'bad') differs(item.member, msg('verify.bad-header', { because: item.because }));
    else if (item.kind === 'cut') differs(expected[at]?.name ?? sealName, msg('verify.cut'));
    else if (item.kind === 'end') {
      if (!sealed) differs(expected[at]?.name ?? sealName, msg('verify.missing'));
      else if (!item.canonical) differs(sealName, msg('verify.after'));
    } else if (sealed) differs(item.name, msg('verify.extra'));
    else {
      if (!item.canonical) differs(item.name, msg('verify.header'));
      if (manifest === null) {
        manifest = item.name === manifestName ? readManifest(item.body) : null;
        if (!manifest?.records) {
          differs(manifestName, manifest ? msg('verify.unfinished') : msg('verify.unreadable'));
          return { manifest, differences };
        }
        if (!addsUp(manifest)) differs(manifestName, msg('verify.sum'));
        expected = membersOf(manifest, limits);
      } else if (item.name === sealName && at === expected.length) {
        sealed = true;
        const right = item.body.toString('latin1') === `${seal.digest('hex')}\n`;
        if (!right && differences.length === 0) differs(`${manifestName}, ${sealName}`, msg('verify.seal'));
        continue;
      } else {
        const wanted = expected[at++];
        if (!wanted || wanted.name !== item.name)
          differs(item.name, msg('verify.place', { wanted: wanted?.name ?? sealName }));
        else if (sha256(item.body) !== wanted.sha256) {
          // A member that is right in itself may be what the manifest once said: then its line there is the suspect, too.
          const suspects = wanted.agrees(item.body) ? `${manifestName}, ${item.name}` : item.name;
          differs(suspects, msg('verify.changed'));
        } else if (!wanted.agrees(item.body)) differs(`${manifestName}, ${item.name}`, msg('verify.facts'));
      }
      for (const raw of item.raw) seal.update(raw);
    }
  }
  return { manifest, differences };
}

interface Expected {
  readonly name: string;
  readonly sha256: string;
  readonly agrees: (stored: Uint8Array) => boolean;
}

const membersOf = (manifest: Manifest, limits: ReadLimits): readonly Expected[] =>
  (manifest.records ?? []).flatMap((record, i) => {
    const names = recordNames(i + 1, record.id);
    return [
      {
        name: names.body,
        sha256: record.storedBody,
        agrees: (stored) => {
          const body = record.bodyBytes <= limits.memberBytes ? unpackBody(stored, record.bodyBytes) : null;
          return body !== null && sha256(body) === record.body;
        },
      },
      {
        name: names.facts,
        sha256: record.storedFacts,
        agrees: (stored) => {
          const facts = BundledFacts.safeParse(parseJson(stored));
          return facts.success && facts.data.id === record.id && facts.data.bodySha256 === record.body;
        },
      },
    ];
  });

const addsUp = ({ records, evidenceSha256 }: Manifest) =>
  evidenceSha256 ===
  evidenceSha256OfHashes(
    (records ?? []).map(({ id, body }) => ({ id, sha256: body })),
    sha256,
  );

function readManifest(body: Uint8Array): Manifest | null {
  const raw = parseJson(body);
  if (typeof raw !== 'object' || raw === null) return null;
  const { version } = raw as { readonly version?: unknown };
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return null;
  const upgraded = upgradeManifest({ ...raw, version });
  const parsed = upgraded.ok ? Manifest.safeParse(upgraded.value) : null;
  return parsed?.success ? parsed.data : null;
}
