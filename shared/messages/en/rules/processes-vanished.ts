/** */
export const processesVanishedWords = {
  'rule.processes-vanished.name': () => 'Processes ended while they were read',
  'rule.processes-vanished.title': (p: { count: number }) => `${p.count} process(es) ended during the capture`,
  'rule.processes-vanished.statement': (p: { count: number; processes: number }) =>
    `${p.count} process(es) were listed and gone before they could be read; ${p.processes} were read. What the former held is not known.`,
  'rule.processes-vanished.clear': (p: { processes: number }) =>
    `None of the ${p.processes} processes ended while being read.`,
};
