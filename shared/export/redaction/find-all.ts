import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { bigDataNames } from '#shared/export/redaction/big-data-names.ts';
import { byteText } from '#shared/export/redaction/byte-text.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';
import { isDatabase, piecesOf, textsOf } from '#shared/export/redaction/databases.ts';
import { addHost, findInModel } from '#shared/export/redaction/find-in-model.ts';
import { findInText } from '#shared/export/redaction/find-in-text.ts';
import { idsOutOfText, withoutIds } from '#shared/export/redaction/redact-text.ts';
import { FoundWords } from '#shared/export/redaction/words.ts';
import { encodeText } from '#shared/parsers/decode.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every token of an analysis: in its records' bytes and facts, its model, its title and custody. */
export function findAll(analysis: Analysis): { readonly words: FoundWords; readonly ids: ReadonlySet<string> } {
  const words = new FoundWords();
  const ids = new Set<string>();
  const read = (bytes: Uint8Array): void => {
    findInText(
      withoutIds(
        bytes,
        () => false,
        (id) => ids.add(id),
      ),
      words,
    );
    for (const { name } of bigDataNames(bytes)) read(name);
  };
  const addName = (text: string, kind: TokenClass) => words.addName(idsOutOfText(byteText(encodeText(text))), kind);
  for (const record of analysis.records.values()) {
    if (record.origin.kind === 'live') addHost(record.origin.host, addName);
    for (const text of factsOf(record)) read(encodeText(text));
    if (isDatabase(record)) for (const piece of piecesOf(record.body)) textsOf(piece).forEach(read);
    else if (!isOpaque(record)) read(record.body);
  }
  findInModel(analysis.model, words, idsOutOfText);
  // The demo's title is our own word.
  const title = analysis.source.kind === 'demo' ? '' : analysis.source.title;
  const { reachedBy, hostChanges } = analysis.custody;
  for (const text of [reachedBy, ...hostChanges]) read(encodeText(text));
  for (const text of [title, reachedBy.replace(/^ssh:\/\//, '')]) addTarget(text, addName);
  return { words, ids };
}

/** `root@db1.example.com:22`; a file's name is no target. */
function addTarget(text: string, addName: (text: string, kind: TokenClass) => void): void {
  const target = /^(?:([^@\s/]+)@)?\[?([^\s/\]@]+?)\]?(?::\d+)?$/.exec(text);
  if (!target) return;
  if (target[1] !== undefined) addName(target[1], 'login');
  addHost(target[2]!, addName);
}

/**
 * A pool's metadata, packed by its collector or as blocks: numbers and checksums, no name. Its bytes stay as they are; as thin_dump's
 * text it is read like any other.
 */
export const isOpaque = ({ collectorId, body }: EvidenceRecord) => collectorId === 'thin-metadata' && body[0] !== 0x3c;

/** Texts of a record beside its body that come from the host. */
export const factsOf = ({ id, origin, end, stderr }: EvidenceRecord): readonly string[] => [
  id,
  stderr,
  origin.kind === 'live' ? origin.what : origin.member,
  'because' in end ? end.because : '',
];
