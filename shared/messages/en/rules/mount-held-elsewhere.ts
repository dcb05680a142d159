import { duration } from '#shared/messages/en/rules/duration.ts';

const elsewhere = (namespaces: number) =>
  namespaces === 1 ? 'another mount namespace' : `${namespaces} other mount namespaces`;

/** */
export const mountHeldElsewhereWords = {
  'rule.mount-held-elsewhere.name': () => 'The filesystem of a removed container is mounted elsewhere',
  'rule.mount-held-elsewhere.statement': (p: {
    name: string;
    device: string;
    namespaces: number;
    seconds: number;
    state: string;
  }) =>
    `Container ${p.name} ${p.state === 'dead' ? 'is dead' : 'is being removed'} and its filesystem ${p.device} is still mounted in ${elsewhere(p.namespaces)}, ${duration(p.seconds)} after it ended.`,
  'rule.mount-held-elsewhere.no-owner': (p: { name: string; device: string; namespaces: number; seconds: number }) =>
    `No engine knows a container with layer ${p.name} any more, but its device ${p.device} is still mounted in ${elsewhere(p.namespaces)}; seen again after ${duration(p.seconds)}.`,
  'rule.mount-held-elsewhere.wrong-if': () =>
    'It is wrong if the process is still ending: a dying container keeps its own mounts for some seconds.',
  'rule.mount-held-elsewhere.clear': (p: { namespaces: number }) =>
    `In ${p.namespaces} mount tables no filesystem of a dead or removed container is mounted.`,
};
