/** Q-04 */
export const sosreportTruncatedWords = {
  'rule.sosreport-truncated.name': () => 'The sosreport is cut short',
  'rule.sosreport-truncated.title': () => 'The sosreport does not hold everything it was to collect',
  'rule.sosreport-truncated.statement': (p: { files: number; limit: number }) =>
    `${p.files} file(s) were cut at sos's size limit${p.limit > 0 ? `, and it stopped after ${p.limit} processes` : ''}.`,
  'rule.sosreport-truncated.again': () =>
    'Ask for it again with "sos report --all-logs -k process.numprocs=0", or capture the host itself.',
  'rule.sosreport-truncated.no-sosreport': () => 'The source is not a sosreport.',
  'rule.sosreport-truncated.unknown': () => 'The sosreport does not say which limits it was made under.',
  'rule.sosreport-truncated.clear': () => 'No file was cut and no process limit was reached.',
};
