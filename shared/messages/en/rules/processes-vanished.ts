const processes = (n: number) => (n === 1 ? '1 process' : `${n} processes`);

/** */
export const processesVanishedWords = {
  'rule.processes-vanished.name': () => 'Processes ended while they were read',
  'rule.processes-vanished.title': (p: { count: number }) => `${processes(p.count)} ended during the capture`,
  'rule.processes-vanished.statement': (p: { count: number; processes: number }) =>
    `${processes(p.count)} ${p.count === 1 ? 'was' : 'were'} listed and gone before being read; ${p.processes} were read. What the former held is not known.`,
  'rule.processes-vanished.clear': (p: { processes: number }) =>
    `None of the ${p.processes} processes ended while being read.`,
};
