/** */
export const leakedShmWords = {
  'rule.leaked-shm.name': () => 'The shared memory of a removed container is still mounted',
  'rule.leaked-shm.title': (p: { id: string }) => `The shm of container ${p.id} outlived it`,
  'rule.leaked-shm.statement': (p: { id: string; device: string; mountPoint: string; namespaces: number }) =>
    `No engine knows container ${p.id}, but its tmpfs ${p.device} is mounted on ${p.mountPoint}, in ${p.namespaces} mount namespace(s) in all.`,
  'rule.leaked-shm.bound': (p: { id: string; device: string; holder: string; destination: string }) =>
    `No engine knows container ${p.id}, but its tmpfs ${p.device} lives on: container ${p.holder} has it bound on ${p.destination}.`,
  'rule.leaked-shm.why-bound': () =>
    'A volume took a copy of the tmpfs into a private mount; the removal of its owner unmounted the original only.',
  'rule.leaked-shm.why-left': () => 'The engine removed the container without unmounting its shm.',
  'rule.leaked-shm.wrong-if': () =>
    'It is wrong if another engine on this host, whose list was not read, still has the container or the pod.',
  'rule.leaked-shm.restart': (p: { name: string }) => `Restart ${p.name}; its copy goes with its mount namespace.`,
  'rule.leaked-shm.umount': (p: { mountPoint: string }) => `Unmount ${p.mountPoint} on the host.`,
  'rule.leaked-shm.rmp': () => 'Then let the runtime forget the pod, if it still lists it.',
  'rule.leaked-shm.clear': (p: { count: number }) =>
    `Each of the ${p.count} container shm mounts belongs to a container or sandbox that its engine knows.`,
};
