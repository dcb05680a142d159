const causes: Readonly<Record<string, string>> = {
  'T-18': 'a device of its records is not in the pool',
  'T-22': 'the pool is not the one of its records',
  'T-30': 'thin_check is not installed',
};

/** L-03 */
export const daemonCannotStartWords = {
  'rule.daemon-cannot-start.name': () => 'The docker daemon cannot start because of its thin pool',
  'rule.daemon-cannot-start.title': () => 'The docker daemon cannot start',
  'rule.daemon-cannot-start.statement': (p: { lines: number; code: string }) =>
    `The docker daemon gave up at its start ${p.lines} time(s), lastly because ${causes[p.code] ?? 'of its storage'} (${p.code}); none has come up since.`,
  'rule.daemon-cannot-start.why': () =>
    'The storage driver refuses to work rather than to write into a pool that does not fit its records.',
  'rule.daemon-cannot-start.wrong-if': () =>
    'It is wrong if another daemon of this host, whose log was not read, does the work.',
  'rule.daemon-cannot-start.cause': (p: { code: string }) =>
    `Mend the cause (${p.code}) before the next start. Do not empty the data root to get it up: that gives all layers up.`,
  'rule.daemon-cannot-start.clear': (p: { lines: number }) =>
    p.lines === 0
      ? 'No docker daemon gave up at its start.'
      : `A docker daemon once gave up at its start (${p.lines} line(s)); one runs since, or the cause was no thin pool.`,
};
