/** T-20 */
export const thinIdReusedWords = {
  'rule.thin-id-reused.name': () => 'One thin device id stands for two layers',
  'rule.thin-id-reused.title': (p: { id: number }) => `Thin device id ${p.id} is used twice`,
  'rule.thin-id-reused.two': (p: { id: number; layers: number; first: string; second: string }) =>
    `${p.layers} layers of docker have thin device ${p.id}: ${p.first} and ${p.second}. They share one filesystem without knowing it.`,
  'rule.thin-id-reused.other': (p: { name: string; active: number; written: number }) =>
    `${p.name} is active with thin device ${p.active}, while docker's file says ${p.written}: what runs is not the layer that docker thinks.`,
  'rule.thin-id-reused.log': (p: { id: number }) =>
    `docker wanted to create thin device ${p.id} and found that it exists already: its records and the pool do not agree.`,
  'rule.thin-id-reused.why': () =>
    'The records were restored, copied or written by two daemons, so ids were given out again that the pool had in use.',
  'rule.thin-id-reused.wrong-if': () => 'It is wrong if a file of the two was left from another pool.',
  'rule.thin-id-reused.stop': () =>
    'Stop the daemon and start neither container. Export what is needed from a read-only copy, then build the layers anew.',
  'rule.thin-id-reused.no-devices': () => 'docker has no thin devices on this host.',
  'rule.thin-id-reused.clear': (p: { devices: number }) =>
    `Each of docker's ${p.devices} devices has an id of its own.`,
};
