import { mnt } from '#shared/messages/en/namespace-name.ts';

/** */
export const mountflagsSlaveWithExternalContainerdWords = {
  'rule.mountflags-slave-with-external-containerd.name': () => 'MountFlags=slave with a containerd of its own',
  'rule.mountflags-slave-with-external-containerd.title': (p: { unit: string }) =>
    `${p.unit} has MountFlags=slave, but its containerd is another service`,
  'rule.mountflags-slave-with-external-containerd.statement': (p: {
    unit: string;
    pid: number;
    own: number;
    containerd: number;
    theirs: number;
  }) =>
    `${p.unit} (dockerd, pid ${p.pid}) is in ${mnt(p.own)} by MountFlags=slave; containerd (pid ${p.containerd}) is in ${mnt(p.theirs)}.`,
  'rule.mountflags-slave-with-external-containerd.why': () =>
    'Nothing that dockerd mounts in its slave namespace reaches the namespace of that containerd, where the containers are made.',
  'rule.mountflags-slave-with-external-containerd.wrong-if': () =>
    'It is wrong if dockerd uses another containerd than this one: compare its --containerd argument.',
  'rule.mountflags-slave-with-external-containerd.remove': (p: { unit: string }) =>
    `Remove MountFlags= from ${p.unit}.`,
  'rule.mountflags-slave-with-external-containerd.reload': () => 'Let systemd read it.',
  'rule.mountflags-slave-with-external-containerd.restart': () =>
    'Restart the daemon when its containers may stop (or with live-restore on).',
  'rule.mountflags-slave-with-external-containerd.no-dockerd': () => 'No dockerd runs here.',
  'rule.mountflags-slave-with-external-containerd.which': (p: { unit: string; pid: number }) =>
    `${p.unit} has MountFlags=slave, but which containerd serves dockerd (pid ${p.pid}), or its namespace, could not be read.`,
  'rule.mountflags-slave-with-external-containerd.clear': (p: { flagged: number }) =>
    p.flagged === 0
      ? 'No dockerd unit sets MountFlags=slave.'
      : `${p.flagged} dockerd unit(s) set MountFlags=slave; their containerd shares their namespace.`,
};
