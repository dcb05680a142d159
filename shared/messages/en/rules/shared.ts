/** Words that the engine and several rules share. */
export const sharedRuleWords = {
  'rules.doubt.not-collected': (p: { collector: string }) => `${p.collector} was not collected.`,
  'rules.doubt.fell-short': (p: { collector: string; status: string; because: string }) =>
    `${p.collector} is ${p.status}${p.because === '' ? '' : ` (${p.because})`}, so "none found" cannot be trusted.`,
  'rules.doubt.not-root': (p: { collector: string; unseen: string }) =>
    `The capture could not see everything; ${p.collector} without root: ${p.unseen}`,
};
