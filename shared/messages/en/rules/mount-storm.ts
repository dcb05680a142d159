import { mnt } from '#shared/messages/en/namespace-name.ts';

/** */
export const mountStormWords = {
  'rule.mount-storm.name': () => 'Very many mounts, or one stacked on itself',
  'rule.mount-storm.title': (p: { count: number; namespace: number }) => `${p.count} mounts in ${mnt(p.namespace)}`,
  'rule.mount-storm.many': (p: { count: number; namespace: number }) =>
    `${mnt(p.namespace)} has ${p.count} mounts; from some thousands on each mount, unmount and container start gets slow.`,
  'rule.mount-storm.near-limit': (p: { count: number; namespace: number; limit: number }) =>
    `${mnt(p.namespace)} has ${p.count} mounts and fs.mount-max is ${p.limit}: at the limit mount(2) fails with ENOSPC, which reads like a full disk.`,
  'rule.mount-storm.stacked-title': (p: { count: number; mountPoint: string }) =>
    `${p.mountPoint} is mounted ${p.count} times on itself`,
  'rule.mount-storm.stacked': (p: { count: number; mountPoint: string; device: string; namespace: number }) =>
    `The same ${p.device} is mounted ${p.count} times on ${p.mountPoint} in ${mnt(p.namespace)}.`,
  'rule.mount-storm.why-limit': () => 'The limit counts per mount namespace; other namespaces do not add to it.',
  'rule.mount-storm.why-stacked': () =>
    'Something mounts it again at each try and never unmounts: a volume plugin in a crash loop, or an engine that retries.',
  'rule.mount-storm.wrong-if': () => 'It is wrong on a file server that has so many exports by design.',
  'rule.mount-storm.find-creator': () =>
    'Find what makes them by the mountpoint that repeats, and stop it first: a CSI driver in a crash loop, a pod that restarts.',
  'rule.mount-storm.unstack': (p: { mountPoint: string }) =>
    `Unmount the stack on ${p.mountPoint} from the top, once for each layer.`,
  'rule.mount-storm.unread': (p: { namespace: number }) => `The table of ${mnt(p.namespace)} could not be read.`,
  'rule.mount-storm.clear': (p: { namespaces: number; most: number }) =>
    `${p.namespaces} namespaces were read; the largest has ${p.most} mounts and none is stacked ten times.`,
};
