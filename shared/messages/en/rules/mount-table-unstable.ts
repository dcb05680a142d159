import { mnt } from '#shared/messages/en/namespace-name.ts';

/** */
export const mountTableUnstableWords = {
  'rule.mount-table-unstable.name': () => 'Mount tables changed while they were read',
  'rule.mount-table-unstable.title': (p: { count: number }) => `${p.count} mount table(s) changed while being read`,
  'rule.mount-table-unstable.statement': (p: { count: number; compared: number; namespace: number }) =>
    `${p.count} of ${p.compared} tables differed between two readings, the first of ${mnt(p.namespace)}. Findings that rest on them are unstable: rows may be missing or stand twice.`,
  'rule.mount-table-unstable.why': () =>
    'Before Linux 5.8 reading mountinfo is not one step; mounts made meanwhile shift the rows.',
  'rule.mount-table-unstable.snapshot': () => 'Each table was read in one step; there was nothing to compare.',
  'rule.mount-table-unstable.clear': (p: { compared: number }) =>
    `${p.compared} tables were read twice and did not differ.`,
};
