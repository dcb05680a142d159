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
  'thin-metadata',
  'daemons',
  'units',
  'docker-containers',
  'docker-images',
  'containerd-containers',
  'podman-containers',
  'kubelet-pods',
  'containerd-snapshotters',
  'containerd-databases',
  'image-content',
  'layer-folders',
  'containers-storage',
  'lvm-backup',
  'thin-tools',
  'capacity',
  'layer-listings',
  'netns-files',
  'kernel-log',
  'engine-log',
] as const;

export type CollectorId = (typeof collectorIds)[number];

/** Those that change something on the host, or wait where it hangs, and so run only when asked for (`--with`). */
export const optInCollectorIds = [
  'thin-metadata',
  'capacity',
  'layer-listings',
] as const satisfies readonly CollectorId[];
export type OptInCollectorId = (typeof optInCollectorIds)[number];

const isOptIn = (id: CollectorId): id is OptInCollectorId => (optInCollectorIds as readonly string[]).includes(id);

/** What every capture reads. */
export const usualCollectorIds: readonly CollectorId[] = collectorIds.filter((id) => !isOptIn(id));

/** What a capture reads: those of `only` (null: the usual ones), never one that changes the host but those of `asked`. */
export function chosenCollectorIds(
  only: readonly CollectorId[] | null,
  asked: readonly OptInCollectorId[] = [],
): readonly CollectorId[] {
  const wanted = new Set<CollectorId>([...(only ?? usualCollectorIds).filter((id) => !isOptIn(id)), ...asked]);
  return collectorIds.filter((id) => wanted.has(id));
}
