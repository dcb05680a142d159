/** */
export const rootfsMountsLeakToHostWords = {
  'rule.rootfs-mounts-leak-to-host.name': () => "A container's own mounts appear on the host",
  'rule.rootfs-mounts-leak-to-host.title': (p: { count: number }) =>
    `${p.count} mount(s) made inside a container stand in the host's namespace`,
  'rule.rootfs-mounts-leak-to-host.of-container': (p: {
    name: string;
    count: number;
    mountPoint: string;
    propagation: string;
  }) =>
    `Container ${p.name} has rootfsPropagation ${p.propagation}; ${p.count} mount(s) below its rootfs are in the table of pid 1, the first at ${p.mountPoint}.`,
  'rule.rootfs-mounts-leak-to-host.stacked': (p: { count: number; mountPoint: string }) =>
    `${p.mountPoint} stands ${p.count} times in the table of pid 1, one on top of the other.`,
  'rule.rootfs-mounts-leak-to-host.why': () =>
    'A shared root hands each mount made in the container to its peers on the host, and nobody there unmounts it (runc#2404).',
  'rule.rootfs-mounts-leak-to-host.wrong-if': () =>
    'It is wrong if these are volumes that a Bidirectional CSI driver publishes on purpose; those stand below the kubelet folder, not below a rootfs.',
  'rule.rootfs-mounts-leak-to-host.bidirectional': () =>
    'Remove mountPropagation: Bidirectional where it is not needed, and update runc.',
  'rule.rootfs-mounts-leak-to-host.umount': (p: { mountPoint: string }) =>
    `After its container is gone, unmount what is left, topmost first, beginning with ${p.mountPoint}.`,
  'rule.rootfs-mounts-leak-to-host.no-host-table': () => 'The mount table of pid 1 was not read.',
  'rule.rootfs-mounts-leak-to-host.no-spec': (p: { name: string }) =>
    `Mounts stand below the rootfs of ${p.name}, but its OCI rootfsPropagation was not found.`,
  'rule.rootfs-mounts-leak-to-host.clear': (p: { mounts: number }) =>
    `None of the ${p.mounts} mounts of pid 1's namespace was made inside a container with a shared root.`,
};
