/**
 * One thing the product says, before it is put into words of one language.
 *
 * Data, so that it crosses IPC and lands in a finding unchanged; the words live
 * in shared/messages, one catalogue per language. Params are host facts (names,
 * paths, numbers): they are shown as they are, escaped, and never translated.
 */
export interface Message {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}
