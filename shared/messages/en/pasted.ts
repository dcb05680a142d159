/** Words of pasted text: one command's output, and nothing else of its host. */
export const pastedWords = {
  'pasted.name': (p: { kind: string }) => `pasted ${p.kind}`,
  'pasted.origin': (p: { kind: string }) => `pasted text (${p.kind})`,
  'pasted.one-table': (p: { command: string }) =>
    `only the one table that was pasted. This takes the others: ${p.command}`,
  'pasted.no-namespace': (p: { command: string }) =>
    `inferred: a mountinfo names neither its namespace nor who lives in it; the number shown is the id of its root mount. This takes them: ${p.command}`,
  'pasted.no-numbers': (p: { command: string }) =>
    `the text names devices without their numbers; that of a pool is inferred from its thin devices. This takes them: ${p.command}`,
  'pasted.one-process': (p: { command: string }) =>
    `lsns names one process of each namespace, the first. This takes the others: ${p.command}`,
  'pasted.unrecognised': () =>
    'That text is none of: mountinfo, dmsetup table, dmsetup status, lsns. Paste the whole output of one of them, with its line breaks.',
  'pasted.too-long': () => 'That text is longer than 16 MiB. Save it to a file and open the file.',
};
