import { mnt } from '#shared/messages/en/namespace-name.ts';

/** */
export const engineInPrivateNamespaceWords = {
  'rule.engine-in-private-namespace.name': () => 'An engine lives in a mount namespace of its own',
  'rule.engine-in-private-namespace.title': (p: { name: string }) =>
    `${p.name} runs in a mount namespace of its own: the host does not see its mounts`,
  'rule.engine-in-private-namespace.statement': (p: { name: string; pid: number; namespace: number; host: number }) =>
    `${p.name} (pid ${p.pid}) is in ${mnt(p.namespace)}, pid 1 is in ${mnt(p.host)}. What it mounts for its containers is not in the host's table.`,
  'rule.engine-in-private-namespace.left-behind': (p: {
    name: string;
    pid: number;
    namespace: number;
    count: number;
  }) =>
    `${p.name} (pid ${p.pid}) was restarted with live-restore: it is in ${mnt(p.namespace)}, and ${p.count} older shim(s) of its containers are in another namespace. Its unmounts do not reach theirs.`,
  'rule.engine-in-private-namespace.why-flags': (p: { name: string; flags: string }) =>
    `The unit ${p.name} sets MountFlags=${p.flags}, so systemd gives it a mount namespace at each start.`,
  'rule.engine-in-private-namespace.why-unknown': () =>
    'No MountFlags of its unit explains it; another sandboxing setting, or a start under unshare, does.',
  'rule.engine-in-private-namespace.wrong-if': () =>
    'It is deliberate on RHEL 7 before 7.4, and harmless while containers and daemon are started together.',
  'rule.engine-in-private-namespace.look': (p: { pid: number }) =>
    `See the mounts as the daemon sees them (pid ${p.pid}).`,
  'rule.engine-in-private-namespace.drop-flags': (p: { unit: string }) =>
    `Remove MountFlags= from ${p.unit}; right on RHEL 7.4 and later and on every newer kernel. Then restart it when its containers may stop.`,
  'rule.engine-in-private-namespace.no-engine': () => 'No dockerd and no containerd runs here.',
  'rule.engine-in-private-namespace.no-host-namespace': () =>
    'The mount namespace of pid 1 could not be read, so there is nothing to compare with.',
  'rule.engine-in-private-namespace.unread': (p: { daemon: string; pid: number }) =>
    `The mount namespace of ${p.daemon} (pid ${p.pid}) could not be read.`,
  'rule.engine-in-private-namespace.clear': (p: { engines: number; namespace: number }) =>
    `All ${p.engines} engine processes are in the mount namespace of pid 1, ${mnt(p.namespace)}.`,
};
