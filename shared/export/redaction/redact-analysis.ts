import type { Custody } from '#shared/evidence/custody.ts';
import type { Sha256 } from '#shared/evidence/evidence-sha256.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { bytesOfText } from '#shared/export/redaction/byte-text.ts';
import { type TokenClass, tokenClasses } from '#shared/export/redaction/classes.ts';
import { isDatabase, leftOut, piecesOf, redactDatabase, textsOf } from '#shared/export/redaction/databases.ts';
import { factsOf, findAll, isOpaque } from '#shared/export/redaction/find-all.ts';
import { madeDigests } from '#shared/export/redaction/made-digests.ts';
import type { RedactionMap } from '#shared/export/redaction/map.ts';
import { IdPseudonyms, lvmPseudonym, shortId } from '#shared/export/redaction/pseudonym-of-id.ts';
import { type Redactor, redactor, tokensOnly } from '#shared/export/redaction/redact-text.ts';
import { buildVocabulary, type Vocabulary } from '#shared/export/redaction/vocabulary.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export interface RedactedToken {
  readonly class: TokenClass;
  /** In lower case, as a person reads it; host text. */
  readonly token: string;
  readonly pseudonym: string;
  /** Places where it stood. */
  readonly count: number;
}

export interface Redacted {
  readonly title: string;
  readonly records: readonly EvidenceRecord[];
  readonly custody: Custody;
  /** What was replaced, by class, then by text. */
  readonly tokens: readonly RedactedToken[];
  /** Names that stay, since each of their words is on the keep-list. */
  readonly keptNames: readonly string[];
  /** Records that are left out, since their names cannot be replaced. */
  readonly leftOut: readonly string[];
  /** `map`, with what is new. */
  readonly map: RedactionMap;
  readonly redactor: Redactor;
}

export interface RedactOptions {
  /** The key, and the pseudonyms that are given already. */
  readonly map: RedactionMap;
  /** Of this program. */
  readonly toolVersion: string;
  readonly sha256: Sha256;
  /** Say in the custody from evidence of which hash it was made. */
  readonly nameOriginal: boolean;
}

/** Other pseudonyms are tried so often when a text made of them holds a token by chance. */
const rounds = 4;

/**
 * The evidence with names, addresses and ids replaced by pseudonyms of equal length, so that it analyses equally. Nothing of the
 * analysis is changed. What is found, where and how: README.md of this folder.
 */
export function redactAnalysis(analysis: Analysis, options: RedactOptions): Redacted {
  const { map, sha256 } = options;
  const found = findAll(analysis);
  const ids = new IdPseudonyms(
    map.key,
    madeDigests(analysis.model, analysis.records.get('docker-images/layers'), sha256),
  );
  const heads = new Set([...found.ids].map((id) => id.slice(0, shortId)));
  const isShortForm = (digits: string) => heads.has(digits.slice(0, shortId));
  for (let round = 0; ; round++) {
    const vocabulary = buildVocabulary(found.words.tokens, map, round);
    const counts = new Uint32Array(vocabulary.tokens.length);
    const idCounts = new Map<string, number>();
    const redact = redactor({
      key: map.key,
      ids,
      isShortForm,
      matcher: vocabulary.matcher,
      foundId: (id) => idCounts.set(id, (idCounts.get(id) ?? 0) + 1),
      foundToken: (token) => {
        counts[token]! += 1;
      },
    });
    let records = [...analysis.records.values()].map((record) => redactRecord(record, redact));
    const custody = redactCustody(analysis, redact, options);
    const title = redact.text(analysis.source.title);
    if (holdsToken(records, vocabulary)) {
      if (round + 1 < rounds) continue;
      // Better a name with two pseudonyms than one that is left.
      const redactAgain = tokensOnly(vocabulary.matcher);
      records = records.map((record) => redactRecord(record, redactAgain));
    }
    const readable = (text: string) => decodeText(bytesOfText(text));
    const tokens: RedactedToken[] = [
      ...vocabulary.tokens.map((t, i) => ({
        class: t.kind,
        token: readable(t.token),
        pseudonym: readable(t.pseudonym),
        count: counts[i]!,
      })),
      ...Array.from(idCounts, ([id, count]) => {
        const pseudonym = /^[0-9a-f]+$/.test(id) ? ids.of(id) : lvmPseudonym(map.key, id);
        return { class: 'id' as const, token: id, pseudonym, count };
      }),
    ];
    tokens.sort(
      (a, b) => tokenClasses.indexOf(a.class) - tokenClasses.indexOf(b.class) || (a.token < b.token ? -1 : 1),
    );
    return {
      title,
      records,
      custody,
      tokens: tokens.filter(({ count }) => count > 0),
      keptNames: [...found.words.keptNames].map(readable).sort(),
      leftOut: records.flatMap(({ id, end }) => ('because' in end && end.because === leftOut ? [id] : [])),
      map: merged(map, tokens),
      redactor: redact,
    };
  }
}

function redactRecord(record: EvidenceRecord, redact: Redactor): EvidenceRecord {
  const { id, collectorId, sample, origin, startedAt, durationMs, stderr } = record;
  const { end, body } = redactBody(record, redact);
  return {
    id: redact.text(id),
    collectorId,
    sample,
    origin:
      origin.kind === 'live'
        ? { kind: 'live', host: redact.text(origin.host), what: redact.text(origin.what) }
        : { kind: 'archive', member: redact.text(origin.member) },
    end: 'because' in end ? { ...end, because: redact.text(end.because) } : end,
    startedAt,
    durationMs,
    stderr: redact.text(stderr),
    body,
  };
}

function redactBody(record: EvidenceRecord, redact: Redactor): Pick<EvidenceRecord, 'end' | 'body'> {
  const { end, body } = record;
  if (isDatabase(record)) return redactDatabase(record, (text) => redact.bytes(text));
  return { end, body: isOpaque(record) ? body : redact.bytes(body) };
}

/** The fingerprint of a host key is the name of a host. */
function redactCustody(analysis: Analysis, redact: Redactor, { toolVersion, nameOriginal }: RedactOptions): Custody {
  const { custody } = analysis;
  return {
    ...custody,
    reachedBy: redact.text(custody.reachedBy),
    hostKeyFingerprint: null,
    hostChanges: custody.hostChanges.map((text) => redact.text(text)),
    redacted: { toolVersion, originalSha256: nameOriginal ? analysis.evidenceSha256 : null },
  };
}

function holdsToken(records: readonly EvidenceRecord[], { matcher }: Vocabulary): boolean {
  let holds = false;
  const found = () => {
    holds = true;
  };
  for (const record of records) {
    if (isDatabase(record)) searchDatabase(record.body, matcher, found);
    else if (!isOpaque(record)) matcher.search(record.body, found);
    for (const text of factsOf(record)) matcher.search(encodeText(text), found);
    if (holds) return true;
  }
  return false;
}

function searchDatabase(body: Uint8Array, matcher: Vocabulary['matcher'], found: () => void): void {
  for (const piece of piecesOf(body)) for (const text of textsOf(piece)) matcher.search(text, found);
}

function merged(map: RedactionMap, tokens: readonly RedactedToken[]): RedactionMap {
  const all = new Map(map.tokens.map((t) => [`${t.class === 'id'} ${t.token}`, t]));
  for (const { class: kind, token, pseudonym } of tokens) {
    all.set(`${kind === 'id'} ${token}`, { class: kind, token, pseudonym });
  }
  return { ...map, tokens: [...all.values()] };
}
