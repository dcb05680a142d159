import type { CollectorId } from '#shared/collectors/ids.ts';

/** The one command, run as root on the host, that takes what a sosreport lacks. None writes anything. */
export const takenBy: Readonly<Record<CollectorId, string>> = {
  host: 'uname -a; cat /etc/os-release /proc/sys/kernel/random/boot_id; date --utc',
  settings: 'sysctl fs.may_detach_mounts fs.mount-max; cat /sys/module/overlay/parameters/index',
  processes: "grep -H '' /proc/[0-9]*/stat",
  'namespace-links': 'ls -l /proc/[0-9]*/ns/mnt /proc/[0-9]*/ns/net',
  'thread-namespaces': 'ls -l /proc/[0-9]*/task/[0-9]*/ns/mnt',
  cgroups: "grep -H '' /proc/[0-9]*/cgroup",
  'command-lines': 'ps axo pid,ppid,state,lstart,args',
  'process-roots': 'ls -l /proc/[0-9]*/root /proc/[0-9]*/cwd /proc/[0-9]*/exe',
  descriptors: 'ls -l /proc/[0-9]*/fd; grep -H mnt_id /proc/[0-9]*/fdinfo/*',
  'mapped-files': "grep -H ' /' /proc/[0-9]*/maps",
  'block-devices': "grep -H '' /sys/block/*/dev /sys/block/*/dm/name; ls /sys/block/*/holders",
  'dm-devices': 'dmsetup info -c',
  'dm-table': 'dmsetup table',
  'dm-status': 'dmsetup status --noflush',
  'udev-cookies': 'dmsetup udevcookies',
  'loop-devices': 'losetup -l -O NAME,BACK-MAJ:MIN,BACK-FILE,AUTOCLEAR',
  swaps: 'cat /proc/swaps',
  'filesystem-errors': "grep -H '' /sys/fs/xfs/*/error/*/*/max_retries",
  'mount-tables': "grep -H '' /proc/[0-9]*/mountinfo",
  'processless-tables':
    "grep -h ' - nsfs ' /proc/[0-9]*/mountinfo | sort -u; then, for each pin: nsenter --mount=PIN cat /proc/self/mountinfo",
  'docker-device-metadata': "grep -H '' /var/lib/docker/devicemapper/metadata/*",
  'thin-metadata': 'undermount capture --with thin-metadata HOST',
  daemons:
    'ps axo pid,args | grep -E "dockerd|containerd|kubelet|crio"; cat /etc/docker/daemon.json /etc/containerd/config.toml',
  units: "systemctl show '*.service'",
  'docker-containers':
    "grep -H '' /var/lib/docker/containers/*/config.v2.json /var/lib/docker/image/*/layerdb/mounts/*/mount-id",
  'docker-images': "grep -rH '' /var/lib/docker/image/*/layerdb/sha256 /var/lib/docker/image/*/repositories.json",
  'containerd-containers': "grep -H '' /run/containerd/io.containerd.runtime.v*.task/*/*/config.json",
  'podman-containers': "grep -H '' /var/lib/containers/storage/overlay-containers/*/userdata/config.json",
  'kubelet-pods': 'ls -d /var/lib/kubelet/pods/* /var/lib/kubelet/pods/*/volumes/*/*',
  'containerd-snapshotters': 'ls -d /var/lib/containerd/io.containerd.snapshotter.v1.*',
  'containerd-databases':
    'cat /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db >meta.db; it holds environment values: undermount capture HOST masks them',
  'image-content': 'ctr -n k8s.io content ls; ctr -n k8s.io content get DIGEST',
  'layer-folders':
    'ls -d /var/lib/containerd/io.containerd.snapshotter.v1.*/snapshots/*/fs /var/lib/docker/overlay2/*/diff /var/lib/containers/storage/overlay/*/diff',
  'containers-storage':
    'cat /var/lib/containers/storage/overlay-*/layers.json /var/lib/containers/storage/overlay-*/images.json',
  'layer-listings': 'undermount capture --with layer-listings HOST',
  'lvm-backup': "grep -H '' /etc/lvm/backup/*",
  'thin-tools': 'command -v thin_check thin_repair thin_dump lvm dmeventd',
  capacity: 'undermount capture --with capacity HOST',
  'netns-files': 'ls -d /run/netns/* /var/run/docker/netns/*',
  'kernel-log': 'dmesg',
  'engine-log': 'journalctl --no-pager -u docker -u containerd -u kubelet -u crio',
};

/** The sos plugin that would have taken it; null where none does. */
export const pluginOf = (globs: readonly string[]): string | null => {
  for (const glob of globs) {
    const plugin = /^sos_commands\/([^/*]+)\//.exec(glob)?.[1];
    if (plugin) return plugin;
  }
  return globs.some((g) => g.startsWith('proc/'))
    ? 'filesys'
    : globs.some((g) => g.startsWith('etc/lvm'))
      ? 'lvm2'
      : null;
};
