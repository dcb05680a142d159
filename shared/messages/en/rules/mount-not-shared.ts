/** */
export const mountNotSharedWords = {
  'rule.mount-not-shared.name': () => 'A container wants a shared mount and the host has a private one',
  'rule.mount-not-shared.title': (p: { mountPoint: string }) =>
    `${p.mountPoint} is private, and a container needs it shared`,
  'rule.mount-not-shared.statement': (p: { mountPoint: string; writer: string }) =>
    `${p.writer || 'The engine'} refused a container because ${p.mountPoint} is not a shared or slave mount; in the table of pid 1 it is private.`,
  'rule.mount-not-shared.why': () =>
    'Propagation between host and container exists only where the host mount is in a peer group.',
  'rule.mount-not-shared.wrong-if': () =>
    'It is wrong if the container was changed since to ask for private propagation.',
  'rule.mount-not-shared.make-shared': (p: { mountPoint: string }) => `Make ${p.mountPoint} and all below it shared.`,
  'rule.mount-not-shared.persist': () =>
    'Keep it with a unit that runs before the engine; the command lasts until reboot.',
  'rule.mount-not-shared.no-host-table': () => 'An engine complained, but the mount table of pid 1 was not read.',
  'rule.mount-not-shared.outer': (p: { what: string }) =>
    `This host is ${p.what}: its root mount is made by the system around it, and must be shared there.`,
  'rule.mount-not-shared.mended': (p: { complaints: number }) =>
    `${p.complaints} mount(s) were refused as not shared; all of them are shared or gone now.`,
  'rule.mount-not-shared.clear': () => 'No engine complained about a mount that is not shared.',
};
