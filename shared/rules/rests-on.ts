import { type CollectorId, collectorIds } from '#shared/collectors/ids.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

/** Who keeps a mount namespace alive. */
export const holdingCollectors: readonly CollectorId[] = [
  'processes',
  'namespace-links',
  'thread-namespaces',
  'descriptors',
];
export const tableCollectors: readonly CollectorId[] = [...holdingCollectors, 'mount-tables', 'processless-tables'];
/** What can hide a holder, and so also what a finding about one says. */
export const holderCollectors: readonly CollectorId[] = [
  ...tableCollectors,
  'process-roots',
  'mapped-files',
  'loop-devices',
  'swaps',
];
const containers: readonly CollectorId[] = [
  'docker-containers',
  'containerd-containers',
  'podman-containers',
  'kubelet-pods',
];

/** What a rule declares is not all that its words rest on: the rows it reads get names, owners and holders from these. */
interface Ground {
  readonly readsAny: readonly CollectorId[];
  readonly restsOn: readonly CollectorId[];
}

const holding: Ground = {
  readsAny: ['mount-tables', 'namespace-links', 'processes', 'descriptors', 'process-roots', 'settings'],
  restsOn: [
    ...holderCollectors,
    ...containers,
    'cgroups',
    'command-lines',
    'block-devices',
    'dm-devices',
    'docker-device-metadata',
    'engine-log',
  ],
};
const pools: Ground = {
  readsAny: ['dm-devices', 'dm-table', 'dm-status', 'docker-device-metadata'],
  restsOn: [
    'dm-devices',
    'dm-table',
    'dm-status',
    'block-devices',
    'loop-devices',
    'docker-device-metadata',
    'docker-containers',
    'processes',
    'namespace-links',
    'cgroups',
    'settings',
    'daemons',
    'lvm-backup',
    'kernel-log',
  ],
};
const layers: Ground = {
  readsAny: ['layer-folders', 'containerd-databases', 'containers-storage', 'docker-images', 'image-content'],
  restsOn: [
    ...containers,
    'processes',
    'namespace-links',
    'mount-tables',
    'daemons',
    'docker-images',
    'containerd-snapshotters',
    'containerd-databases',
    'image-content',
    'layer-folders',
    'containers-storage',
  ],
};

/** Rules that read mounts and name layers. */
const namesLayers: ReadonlySet<string> = new Set(['upper-in-two-overlays']);

/** What a rule declares, once each. */
export const readsOf = (rule: Rule): readonly CollectorId[] => [...rule.needs, ...(rule.alsoReads ?? [])];

/**
 * Every collector that a capture needs so that this rule answers from it as from a whole one, word for word. `host` is
 * always among them: it says which machine it is, and which boot. None that changes something on the host is.
 */
export function restsOn(rule: Rule, holders: Finding['holders'] = []): readonly CollectorId[] {
  const reads = readsOf(rule);
  const stands = ({ readsAny }: Ground) => readsAny.some((id) => reads.includes(id));
  const grounds = [
    ...(stands(holding) || holders.length > 0 ? [holding] : []),
    ...(stands(pools) ? [pools] : []),
    ...(stands(layers) || namesLayers.has(rule.id) ? [layers] : []),
  ];
  const wanted = new Set<CollectorId>(['host', ...reads, ...grounds.flatMap((g) => g.restsOn)]);
  return collectorIds.filter((id) => wanted.has(id));
}
