/** */
export const mountHeldElsewhereWords = {
  'rule.mount-held-elsewhere.name': () => 'The filesystem of a removed container is mounted elsewhere',
  'rule.mount-held-elsewhere.title': (p: { name: string; namespaces: number }) =>
    `${p.name} cannot go: its filesystem is mounted in ${p.namespaces} other mount namespace${p.namespaces === 1 ? '' : 's'}`,
  'rule.mount-held-elsewhere.statement': (p: {
    name: string;
    device: string;
    namespaces: number;
    seconds: number;
    state: string;
  }) =>
    `Container ${p.name} is ${p.state === 'exited' ? 'to be removed' : p.state}; ${p.device} is still mounted in ${p.namespaces} namespace(s) besides the engine's, ${p.seconds} s after.`,
  'rule.mount-held-elsewhere.no-owner': (p: { name: string; device: string; namespaces: number; seconds: number }) =>
    `No engine knows a container with layer ${p.name} any more, but its device ${p.device} is still mounted in ${p.namespaces} namespace(s); seen again after ${p.seconds} s.`,
  'rule.mount-held-elsewhere.wrong-if': () =>
    'It is wrong if the process is still ending: a dying container keeps its own mounts for some seconds.',
  'rule.mount-held-elsewhere.clear': (p: { namespaces: number }) =>
    `In ${p.namespaces} mount tables no filesystem of a dead or removed container is mounted.`,
};
