/** */
export const containerDeadWords = {
  'rule.container-dead.name': () => 'A container stays Dead',
  'rule.container-dead.title': (p: { name: string }) => `Container ${p.name} is Dead and cannot be removed`,
  'rule.container-dead.statement': (p: { name: string; state: string; minutes: number }) =>
    `Container ${p.name} ended ${p.minutes} minutes before the capture and is still there (${p.state}).`,
  'rule.container-dead.why': () => 'Its removal failed half way: docker deletes the entry last, after the filesystem.',
  'rule.container-dead.wrong-if': () => 'It is wrong if a docker rm of it is still running.',
  'rule.container-dead.holder-first': () =>
    'Free what holds its filesystem first (the other findings of this container name it). Do not loop over mounts with a shell one-liner: that unmounts by a column of text.',
  'rule.container-dead.rm': () => 'Then remove it again, with the client of the daemon it belongs to.',
  'rule.container-dead.no-docker': () => 'There are no docker containers on this host.',
  'rule.container-dead.no-age': (p: { name: string }) =>
    `Container ${p.name} is Dead, but how long could not be told: its end or the host's clock is not known.`,
  'rule.container-dead.clear': (p: { containers: number }) =>
    `None of the ${p.containers} docker containers has been Dead for more than five minutes.`,
};
