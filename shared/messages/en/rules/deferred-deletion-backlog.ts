import { duration } from '#shared/messages/en/rules/duration.ts';

/** T-16 */
export const deferredDeletionBacklogWords = {
  'rule.deferred-deletion-backlog.name': () => 'Deferred deletions do not get done',
  'rule.deferred-deletion-backlog.title': (p: { root: string; devices: number }) =>
    `${p.devices} deferred deletion(s) of ${p.root} do not get done`,
  'rule.deferred-deletion-backlog.statement': (p: {
    root: string;
    devices: number;
    id: number;
    seconds: number;
    gap: number;
  }) =>
    `docker has marked ${p.devices} device(s) of ${p.root} deleted, first thin device ${p.id}${p.gap > 0 ? `; still there ${p.gap} s later` : ''}${p.seconds > 0 ? `; the kernel refuses since ${duration(p.seconds)}` : ''}.`,
  'rule.deferred-deletion-backlog.why': () =>
    'With deferred deletion docker rm succeeds while the device is in use; a worker tries every 30 s to delete it for good.',
  'rule.deferred-deletion-backlog.wrong-if': () => 'A container that is just ending keeps its device for some minutes.',
  'rule.deferred-deletion-backlog.no-devices': () => 'docker has no thin devices on this host.',
  'rule.deferred-deletion-backlog.clear': (p: { devices: number }) =>
    `None of docker's ${p.devices} devices waits for its deletion in both readings.`,
};
