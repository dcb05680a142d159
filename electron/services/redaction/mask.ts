import { byteText } from '#shared/export/redaction/byte-text.ts';
import { findInText } from '#shared/export/redaction/find-in-text.ts';
import type { RedactionMap } from '#shared/export/redaction/map.ts';
import { compileMatcher } from '#shared/export/redaction/matcher.ts';
import { IdPseudonyms } from '#shared/export/redaction/pseudonym-of-id.ts';
import { pseudonymOf } from '#shared/export/redaction/pseudonym-of-word.ts';
import { idsOutOfText, type Redactor, redactor } from '#shared/export/redaction/redact-text.ts';
import { FoundWords } from '#shared/export/redaction/words.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

/**
 * Names in what the services say beside analyses: targets, titles, files, reasons. A name that the map has gets its pseudonym; another
 * one the pseudonym that it would get, which the map is not told: a saved host is no evidence.
 */
export interface Mask {
  /** A host, a login, a label, a file: every word of it that is not on the keep-list. */
  readonly name: (text: string) => string;
  /** A sentence: addresses, domains, paths, ids, and words that the map or an earlier `name` had. */
  readonly text: (text: string) => string;
  /** What `name` was given for this answer; the text itself when it gave none such. */
  readonly unmask: (text: string) => string;
}

/** Masked texts that are remembered; progress says the same ten times a second. */
const remembered = 5000;

export function createMask(map: () => RedactionMap): Mask {
  const given = new Map<string, string>();
  const before = new Map<string, string>();
  let known: Known | null = null;
  let seen = new Map<string, string>();

  function current(): Known {
    const now = map();
    if (known?.map === now) return known;
    if (known?.map.key !== now.key) given.clear();
    seen = new Map();
    known = knownOf(now);
    return known;
  }

  function mask(text: string, isName: boolean): string {
    const now = current();
    const key = `${isName} ${text}`;
    const already = seen.get(key);
    if (already !== undefined) return already;
    const words = new FoundWords();
    const plain = idsOutOfText(byteText(encodeText(text)));
    findInText(plain, words);
    if (isName) words.addName(plain, 'host');
    const folded = byteText(encodeText(text.toLowerCase()));
    const more = new Map(Array.from(given).filter(([token]) => folded.includes(token)));
    for (const [token, kind] of words.tokens) {
      if (now.words.has(token) || now.pseudonyms.has(token) || isGiven(token)) continue;
      more.set(token, pseudonymOf(now.map.key, kind, token, 0));
    }
    if (isName) for (const [token, pseudonym] of more) given.set(token, pseudonym);
    // A text without escapes holds a token as it is or not at all; the whole map is compiled for others only.
    const near = /[\\%]/.test(text) ? now.words : Array.from(now.words).filter(([token]) => folded.includes(token));
    const out = redactorOf(now, [...near]).bytes(encodeText(text));
    compileMatcher([...more.keys()], [...more.values()]).replace(out);
    const masked = decodeText(out);
    if (seen.size >= remembered) seen.clear();
    seen.set(key, masked);
    return masked;
  }

  /** What is masked once is not masked again: a file is called by a title that was. */
  const isGiven = (token: string) => Array.from(given.values()).includes(token);

  return {
    text: (text) => mask(text, false),
    name(text) {
      const masked = mask(text, true);
      if (masked !== text) before.set(masked, text);
      return masked;
    },
    unmask: (text) => before.get(text) ?? text,
  };
}

interface Known {
  readonly map: RedactionMap;
  readonly ids: IdPseudonyms;
  /** Pseudonyms by token; byte texts. */
  readonly words: ReadonlyMap<string, string>;
  readonly pseudonyms: ReadonlySet<string>;
}

function knownOf(map: RedactionMap): Known {
  const bytes = (text: string) => byteText(encodeText(text));
  const words = new Map(
    map.tokens.filter((t) => t.class !== 'id').map((t) => [bytes(t.token), bytes(t.pseudonym)] as const),
  );
  return { map, ids: new IdPseudonyms(map.key), words, pseudonyms: new Set(words.values()) };
}

const redactorOf = ({ map, ids }: Known, words: readonly (readonly [string, string])[]): Redactor =>
  redactor({
    key: map.key,
    ids,
    isShortForm: () => false,
    matcher: compileMatcher(
      words.map(([token]) => token),
      words.map(([, pseudonym]) => pseudonym),
    ),
    foundId: () => {},
    foundToken: () => {},
  });
