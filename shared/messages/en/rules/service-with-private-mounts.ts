/** */
export const serviceWithPrivateMountsWords = {
  'rule.service-with-private-mounts.name': () => 'A service with private mounts holds a removed container',
  'rule.service-with-private-mounts.title': (p: { unit: string }) =>
    `${p.unit} has a mount namespace of its own that keeps a removed container`,
  'rule.service-with-private-mounts.statement': (p: { unit: string; settings: string; name: string; device: string }) =>
    `${p.unit} (${p.settings}) has ${p.device} of ${p.name} mounted in its own namespace, in no peer group, so no unmount reaches it.`,
  'rule.service-with-private-mounts.why': () =>
    'systemd gave the service a namespace when it started, and it took a copy of every mount there was.',
  'rule.service-with-private-mounts.wrong-if': () =>
    "It is wrong for a service whose copies are slaves; that is systemd's default, and unmounts reach those.",
  'rule.service-with-private-mounts.restart': (p: { unit: string }) =>
    `Restart ${p.unit}: its namespace and the copy go with it.`,
  'rule.service-with-private-mounts.upgrade': () =>
    'On RHEL 7 before 7.4 upgrade the kernel and set fs.may_detach_mounts=1; else remove MountFlags=private from the unit.',
  'rule.service-with-private-mounts.clear': (p: { copies: number }) =>
    `${p.copies} copies of removed containers' filesystems were found; none is a private mount of a systemd service.`,
};
