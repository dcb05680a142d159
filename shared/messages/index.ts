import type { AppError } from '#shared/base/errors.ts';
import type { Message } from '#shared/base/message.ts';
import { en } from '#shared/messages/en/index.ts';
import type { Words } from '#shared/messages/words.ts';

export type MessageKey = keyof typeof en;
type Params<K extends MessageKey> =
  Parameters<(typeof en)[K]> extends [] ? Record<string, never> : Parameters<(typeof en)[K]>[0];

/** A second language must have exactly these keys. */
export type Catalogue = { readonly [K in MessageKey]: (typeof en)[K] };
export type Language = 'en';
const catalogues: Record<Language, Words> = { en };

/** Makes a message; the key and its facts are checked by the compiler. */
export function msg<K extends MessageKey>(
  key: K,
  ...params: Params<K> extends Record<string, never> ? [] : [Params<K>]
): Message {
  return { key, params: (params[0] ?? {}) as Message['params'] };
}

/** Puts a message into words. Unknown keys (from a newer bundle) are shown as themselves, never dropped. */
export function say(message: Message, language: Language = 'en'): string {
  const words = catalogues[language][message.key];
  return words ? words(message.params as never) : `${message.key} ${JSON.stringify(message.params)}`;
}

export const sayError = (error: AppError, language: Language = 'en'): string =>
  (catalogues[language][`error.${error.kind}`] as (e: AppError) => string)(error);
