/** What `diff` says beside the objects themselves. */
export const diffWords = {
  'diff.other-host': (p: { before: string; after: string }) =>
    `The captures name different hosts, ${p.before} and ${p.after}: what follows compares two hosts.`,
  'diff.other-boot': () =>
    'The host was started again in between, or one capture has no boot id: the kernel numbers these anew at each boot.',
  'diff.too-many': (p: { n: number; most: number }) =>
    `One capture has ${p.n.toLocaleString('en-US')} of them; up to ${p.most.toLocaleString('en-US')} are compared here. The command line compares them all: undermount diff BEFORE AFTER.`,
  'diff.not-read': (p: { collector: string; because: string }) =>
    p.because === '' ? `${p.collector} was not read` : `${p.collector}: ${p.because}`,
  'diff.not-read-before': (p: { collector: string; because: string }) =>
    `The earlier capture did not see all of them (${p.collector}${p.because === '' ? ' was not read' : `: ${p.because}`}), so what is only in the other is not called new.`,
  'diff.not-read-after': (p: { collector: string; because: string }) =>
    `The later capture did not see all of them (${p.collector}${p.because === '' ? ' was not read' : `: ${p.because}`}), so what is only in the other is not called gone.`,
  'diff.undecided-before': (p: { name: string; code: string; because: string }) =>
    `${p.code} "${p.name}" differs, but the earlier capture could not tell: ${p.because}`,
  'diff.undecided-after': (p: { name: string; code: string; because: string }) =>
    `${p.code} "${p.name}" differs, but the later capture could not tell: ${p.because}`,
  'diff.no-such-rule': () => 'that rule was not run',
  'diff.heading': (p: { before: string; after: string }) => `Before: ${p.before}\nAfter:  ${p.after}`,
  'diff.new': (p: { n: number }) => `New: ${p.n}`,
  'diff.gone': (p: { n: number }) => `Gone: ${p.n}`,
  'diff.changed': (p: { n: number }) => `Changed: ${p.n}`,
  'diff.not-comparable': () => 'Not comparable',
  'diff.title': () => 'Before and after',
  'diff.col.kind': () => 'kind',
  'diff.col.gone': () => 'gone',
  'diff.col.new': () => 'new',
  'diff.col.changed': () => 'changed',
  'diff.col.unchanged': () => 'unchanged',
  'diff.col.name': () => 'what',
  'diff.col.before': () => 'before',
  'diff.col.after': () => 'after',
  'diff.col.source': () => 'stands in',
  'diff.not-comparable-cell': () => 'not comparable',
  'diff.more-in-file': (p: { n: number }) => `… ${p.n.toLocaleString('en-US')} more; JSON and CSV have all.`,
  'diff.more-reasons': (p: { n: number }) => `${p.n.toLocaleString('en-US')} more reasons; JSON and CSV have all.`,
  'diff.none': () => 'No difference.',
  'diff.fact': (p: { name: string; before: string; after: string }) => `${p.name}: ${p.before} -> ${p.after}`,
  'diff.more': (p: { n: number; kind: string }) =>
    `… ${p.n.toLocaleString('en-US')} more of kind ${p.kind}; --json has all`,
};
