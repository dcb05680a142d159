/**
 * Every collector, in the order the script runs them. The list stands apart from
 * the declarations so that model and rules can name a collector without loading
 * its script.
 */
export const collectorIds = [
  // phase 1: volatile
  'host',
  'settings',
  'processes',
  'namespace-links',
  'thread-namespaces',
  'cgroups',
  'command-lines',
  'process-roots',
  'descriptors',
  'mapped-files',
  'block-devices',
  'dm-devices',
  'dm-table',
  'dm-status',
  'udev-cookies',
  'loop-devices',
  'swaps',
  'filesystem-errors',
  'mount-tables',
  'processless-tables',
  'docker-device-metadata',
  // phase 2: files and logs
  'daemons',
  'units',
  'docker-containers',
  'docker-images',
  'containerd-containers',
  'podman-containers',
  'kubelet-pods',
  'containerd-snapshotters',
  'lvm-backup',
  'thin-tools',
  'netns-files',
  'kernel-log',
  'engine-log',
] as const;

export type CollectorId = (typeof collectorIds)[number];
