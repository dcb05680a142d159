const n = (count: number) => count.toLocaleString('en-US');

/** What `undermount redact` says. Tokens and names are host words. */
export const redactionWords = {
  'redaction.token': (p: { class: string; count: number; token: string }) =>
    `${p.class.padEnd(9)}  ${n(p.count).padStart(9)}  ${p.token}`,
  'redaction.total': (p: { tokens: number; places: number }) =>
    `${n(p.tokens)} names, addresses and ids, in ${n(p.places)} places`,
  'redaction.kept': (p: { names: string }) => `Kept, since these are words of the formats too: ${p.names}`,
  'redaction.left-out': (p: { records: string }) => `Left out, since what is damaged cannot be redacted: ${p.records}`,
  'redaction.no-map': () =>
    'Without --map FILE nobody can read the pseudonyms back, and a second bundle gets other ones.',
  'redaction.over-source': (p: { option: string; file: string }) =>
    `${p.option} ${p.file} would take the place of another file of this command.`,
} as const;
