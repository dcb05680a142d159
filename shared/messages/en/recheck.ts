const times = (p: { before: string; after: string }) => `${p.before}, now ${p.after}`;

/** What checking one finding again says. */
export const recheckWords = {
  'recheck.not-asked': (p: { code: string }) =>
    `This capture checked ${p.code} again and read only what that rests on, which is not enough to answer this.`,
  'recheck.title': (p: { title: string; code: string }) => `${p.title}, ${p.code} again`,
  'recheck.answer.gone': () => 'Gone',
  'recheck.answer.still-there': () => 'Still there',
  'recheck.answer.changed': () => 'Changed',
  'recheck.answer.cannot-tell': () => 'Cannot tell',
  'recheck.says.gone': () => 'Everything this finding rests on was read again, and it is not there any more.',
  'recheck.says.still-there': () => 'The same finding stands, with the same holders and the same objects.',
  'recheck.says.changed': () => 'It is not over, and it is not as it was: see what changed.',
  'recheck.says.cannot-tell': () => 'Neither gone nor there can be said from what was read again.',
  'recheck.other-host': (p: { before: string; after: string }) =>
    `This is another machine: ${times(p)}. Nothing can be said about the first one.`,
  'recheck.other-machine-id': (p: { before: string; after: string }) =>
    `This is another machine, or a container on it: its machine id was ${times(p)}. Nothing can be said about the first one.`,
  'recheck.rebooted': () =>
    'The host was started again in between. Processes, mounts and namespaces are all new, so none of them is listed as gone.',
  'recheck.boot-unknown': () => 'Whether the host was started again in between is not known: a boot id is missing.',
  'recheck.other-key': (p: { before: string; after: string }) => `The host key was ${times(p)}.`,
  'recheck.older': () =>
    'By the host’s own clock this capture is not later than the first one. Was the clock set back?',
  'recheck.no-host': () => 'Nothing says on which host this finding was made, so it cannot be checked again.',
  'recheck.none': () => 'This source is no re-check of a finding.',
  'recheck.now': () => 'Another rule now speaks of the same object:',
  'recheck.severity': (p: { before: string; after: string }) => `Severity was ${times(p)}.`,
};
