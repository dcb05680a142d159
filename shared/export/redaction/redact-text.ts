import { base64Of, bigDataNames } from '#shared/export/redaction/big-data-names.ts';
import { bytesOfText, byteText } from '#shared/export/redaction/byte-text.ts';
import { findIds } from '#shared/export/redaction/find-ids.ts';
import type { Matcher } from '#shared/export/redaction/matcher.ts';
import { type IdPseudonyms, lvmPseudonym } from '#shared/export/redaction/pseudonym-of-id.ts';
import { decodeText, encodeText } from '#shared/parsers/decode.ts';

/** Replaces ids and tokens in bytes; the answer is as long as they are. */
export interface Redactor {
  bytes(body: Uint8Array): Uint8Array;
  text(text: string): string;
}

export interface RedactorParts {
  readonly key: string;
  readonly ids: IdPseudonyms;
  readonly isShortForm: (digits: string) => boolean;
  readonly matcher: Matcher;
  readonly foundId: (id: string) => void;
  readonly foundToken: (token: number) => void;
}

export function redactor({ key, ids, isShortForm, matcher, foundId, foundToken }: RedactorParts): Redactor {
  const bytes = (body: Uint8Array): Uint8Array => {
    // Not slice(): that of a Node buffer is the same bytes.
    const out = new Uint8Array(body);
    for (const { kind, id, at } of findIds(body, isShortForm)) {
      const pseudonym = kind === 'lvm' ? lvmPseudonym(key, id) : ids.of(id);
      if (pseudonym === id) continue;
      foundId(id);
      const isUpper = kind === 'hex' && at.some((place) => isCapital(body[place]!));
      for (const [n, place] of at.entries()) {
        const digit = pseudonym.charCodeAt(n);
        out[place] = isUpper && digit > 0x39 ? digit & 0xdf : digit;
      }
    }
    for (const { at, name } of bigDataNames(body)) out.set(base64Of(bytes(name)), at);
    matcher.replace(out, foundToken);
    return out;
  };
  return { bytes, text: (text) => decodeText(bytes(encodeText(text))) };
}

/** What is redacted already, with no id touched again. */
export function tokensOnly(matcher: Matcher): Redactor {
  const bytes = (body: Uint8Array) => {
    const out = new Uint8Array(body);
    matcher.replace(out);
    return out;
  };
  return { bytes, text: (text) => decodeText(bytes(encodeText(text))) };
}

const isCapital = (byte: number) => byte >= 0x41 && byte <= 0x46;

/** A byte text with a dot for each digit of an id: what is left to be read as names. */
export function withoutIds(
  bytes: Uint8Array,
  isShortForm: (digits: string) => boolean,
  found: (id: string) => void,
): string {
  const out = new Uint8Array(bytes);
  for (const { id, at } of findIds(bytes, isShortForm)) {
    found(id);
    for (const place of at) out[place] = 0x2e;
  }
  return byteText(out);
}

export const idsOutOfText = (text: string): string =>
  withoutIds(
    bytesOfText(text),
    () => false,
    () => {},
  );
