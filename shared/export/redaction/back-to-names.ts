import { byteText } from '#shared/export/redaction/byte-text.ts';
import { findIds } from '#shared/export/redaction/find-ids.ts';
import { compileMatcher } from '#shared/export/redaction/matcher.ts';
import type { Redacted } from '#shared/export/redaction/redact-analysis.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

/**
 * The way back from a redacted text of the analysis to the one it was made of; null when there is none that would be redacted to just
 * this. For ids and words of places, not for evidence: that is still there.
 */
export function backToNames({ tokens, redactor }: Pick<Redacted, 'tokens' | 'redactor'>) {
  const ids = tokens.filter((t) => t.class === 'id');
  const words = tokens.filter((t) => t.class !== 'id');
  const asBytes = (text: string) => byteText(encodeText(text));
  const matcher = compileMatcher(
    words.map((t) => asBytes(t.pseudonym)),
    words.map((t) => asBytes(t.token)),
  );
  const idOf = (pseudonym: string): string | null => {
    const whole = ids.find((t) => t.pseudonym === pseudonym);
    return whole ? whole.token : (ids.find((t) => t.pseudonym.startsWith(pseudonym))?.token ?? null);
  };
  return (text: string): string | null => {
    const bytes = encodeText(text);
    const out = new Uint8Array(bytes);
    for (const { id, at } of findIds(bytes, (digits) => idOf(digits) !== null)) {
      const name = idOf(id);
      if (name !== null) for (const [n, place] of at.entries()) out[place] = name.charCodeAt(n);
    }
    matcher.replace(out);
    const name = decodeText(out);
    return redactor.text(name) === text ? name : null;
  };
}
