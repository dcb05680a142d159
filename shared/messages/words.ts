/** What every language must offer for one key: a sentence from host facts. `msg` recovers each entry's exact parameter. */
export type Words = Record<string, (p: never) => string>;
