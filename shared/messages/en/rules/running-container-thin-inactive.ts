/** T-31 */
export const runningContainerThinInactiveWords = {
  'rule.running-container-thin-inactive.name': () => 'The thin device of a running container is not active',
  'rule.running-container-thin-inactive.title': (p: { name: string }) =>
    `Container ${p.name} runs without its thin device`,
  'rule.running-container-thin-inactive.statement': (p: { name: string; id: number; pool: string }) =>
    `Container ${p.name} runs, but thin device ${p.id} of ${p.pool}, its root filesystem, is not active.`,
  'rule.running-container-thin-inactive.why': () =>
    'Somebody removed the device by hand (with --force or deferred), or the pool was loaded again below it: the container lives on what it has open.',
  'rule.running-container-thin-inactive.wrong-if': () =>
    'It is wrong if the container ended while the capture was taken.',
  'rule.running-container-thin-inactive.restart': (p: { name: string }) =>
    `Save what ${p.name} has only in memory, then restart it: docker activates the device again.`,
  'rule.running-container-thin-inactive.unknown': (p: { name: string }) =>
    `The thin device of running container ${p.name} could not be told.`,
  'rule.running-container-thin-inactive.none': () => 'No running container of docker has a thin device.',
  'rule.running-container-thin-inactive.clear': (p: { containers: number }) =>
    `The thin devices of all ${p.containers} running containers are active.`,
};
