import { bytesOfText, byteText } from '#shared/export/redaction/byte-text.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';
import { isKept } from '#shared/export/redaction/keep-list.ts';
import type { RedactionMap } from '#shared/export/redaction/map.ts';
import { compileMatcher, type Matcher } from '#shared/export/redaction/matcher.ts';
import { pseudonymOf } from '#shared/export/redaction/pseudonym-of-word.ts';
import { encodeText } from '#shared/parsers/decode.ts';

export interface VocabularyToken {
  readonly kind: TokenClass;
  /** Byte texts of one length. */
  readonly token: string;
  readonly pseudonym: string;
}

export interface Vocabulary {
  readonly tokens: readonly VocabularyToken[];
  readonly matcher: Matcher;
}

/** Tries of one token's pseudonym in one round. */
const attempts = 64;

/**
 * A pseudonym for each token: that of `map`, else a new one. Words of `map` are tokens too, wherever they stand now. None is a token, holds one, is on the keep-list or stands for two
 * tokens. `round` counts from 0; another one gives other new pseudonyms.
 */
export function buildVocabulary(here: ReadonlyMap<string, TokenClass>, map: RedactionMap, round: number): Vocabulary {
  const words = map.tokens.filter((t) => t.class !== 'id');
  const found = new Map([...words.map((t) => [asByteText(t.token), t.class] as const), ...here]);
  const texts = [...found.keys()].sort();
  const known = new Map(words.map((t) => [asByteText(t.token), asByteText(t.pseudonym)]));
  const taken = new Set(known.values());
  const tokens = compileMatcher(texts, texts);
  const isFree = (pseudonym: string) => {
    if (taken.has(pseudonym) || found.has(pseudonym) || isKeptWord(pseudonym)) return false;
    let holdsToken = false;
    tokens.search(bytesOfText(pseudonym), () => {
      holdsToken = true;
    });
    return !holdsToken;
  };
  const chosen = texts.map((token): VocabularyToken => {
    const kind = found.get(token)!;
    const before = known.get(token);
    if (before !== undefined && before.length === token.length && !found.has(before)) {
      return { kind, token, pseudonym: before };
    }
    let pseudonym = '';
    for (let n = 0; n < attempts; n++) {
      pseudonym = pseudonymOf(map.key, kind, token, round * attempts + n);
      if (isFree(pseudonym)) break;
    }
    taken.add(pseudonym);
    return { kind, token, pseudonym };
  });
  return {
    tokens: chosen,
    matcher: compileMatcher(
      texts,
      chosen.map((t) => t.pseudonym),
    ),
  };
}

/** Addresses are no words: `isKept` would call 1.2.3.4 nothing that it knows, and a word of digits a number. */
const isKeptWord = (pseudonym: string) => !/^\d+$/.test(pseudonym) && isKept(pseudonym);

const asByteText = (text: string) => byteText(encodeText(text));
