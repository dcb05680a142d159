/** Words that the engine and several rules share. */
export const sharedRuleWords = {
  'rules.doubt.not-collected': (p: { collector: string }) => `${p.collector} was not collected.`,
  'rules.doubt.fell-short': (p: { collector: string; status: string; because: string }) =>
    `${p.collector} is ${p.status}${p.because === '' ? '' : ` (${p.because})`}, so "none found" cannot be trusted.`,
  'rules.doubt.not-root': (p: { collector: string; unseen: string }) =>
    `The capture could not see everything; ${p.collector} without root: ${p.unseen}`,
  'rules.removal.once': (p: { name: string; holders: number }) =>
    `${p.name} is held by ${p.holders} holder(s), but it was seen only once and ended less than a minute before: a dying container keeps its own mounts for some seconds. Capture again.`,
  'rules.removal.wrong-if-owner': () => 'It is wrong if its removal was given up, or it was started again since.',
  'rules.removal.others': (p: { count: number }) =>
    `${p.count} other reference(s) keep it too and are in findings of their own; all of them must go.`,
  'rules.removal.again': (p: { name: string }) => `Then remove ${p.name} again.`,
  'rules.removal.by-itself': () =>
    "Nothing more is to do: the engine's deferred deletion tries again every 30 s and removes the device.",
};
