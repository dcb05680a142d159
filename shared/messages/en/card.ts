/** Words of the evidence card: one finding as one picture. */
export const cardWords = {
  'card.severity': (p: { severity: 'critical' | 'high' | 'medium' | 'low' | 'info' }) =>
    p.severity[0]!.toUpperCase() + p.severity.slice(1),
  'card.evidence': (p: { shown: number; total: number }) =>
    p.shown === p.total
      ? `Evidence: ${p.total === 1 ? '1 line' : `${p.total} lines`}`
      : `Evidence: ${p.shown} of ${p.total} lines, all of them in the report`,
  'card.more-of-line': (p: { n: number }) => `${p.n} more ${p.n === 1 ? 'row' : 'rows'} of this line in the report`,
  'card.runbook': (p: { held: boolean }) => (p.held ? 'What frees it' : 'Runbook'),
  'card.frees-how': (p: { host: string }) =>
    `Nothing of this was run. On ${p.host}, in this order; a backslash at the end of a row joins the next one to it`,
  'card.more-steps': (p: { n: number }) => `${p.n} more ${p.n === 1 ? 'step' : 'steps'} in the report`,
  'card.run-in': (p: { where: 'container' | 'namespace' | 'kubernetes' }) =>
    ({
      container: '(in the container)',
      namespace: '(in that namespace)',
      kubernetes: '(where kubectl works)',
    })[p.where],
  'card.wrong-if': () => 'What would disprove it',
  'card.not-looked-at': () => 'Not looked at',
  'card.counts': (p: { shown: number; total: number }) => `${p.shown} of ${p.total} cited lines`,
};
