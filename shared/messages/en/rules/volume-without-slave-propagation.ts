const gone = (owners: number, count: number) => {
  if (count === 0) return '';
  return owners === 1
    ? ', which is dead or removed'
    : `; ${count} of them ${count === 1 ? 'is' : 'are'} dead or removed`;
};

/** R-02 */
export const volumeWithoutSlavePropagationWords = {
  'rule.volume-without-slave-propagation.name': () => "A volume copies other containers' mounts",
  'rule.volume-without-slave-propagation.title': (p: { name: string; source: string }) =>
    `${p.name} copies other containers' mounts by its volume ${p.source}`,
  'rule.volume-without-slave-propagation.statement': (p: {
    name: string;
    source: string;
    destination: string;
    propagation: string;
    copies: number;
    owners: number;
    gone: number;
  }) =>
    `${p.name} mounts ${p.source} on ${p.destination} (propagation ${p.propagation || 'not given'}). ${p.copies === 1 ? 'A private mount' : `${p.copies} private mounts`} of ${p.owners === 1 ? 'another container' : `${p.owners} other containers`} ${p.copies === 1 ? 'stands' : 'stand'} there${gone(p.owners, p.gone)}.`,
  'rule.volume-without-slave-propagation.why': (p: { name: string }) =>
    `When ${p.name} started, its namespace got a copy of every mount below the source. Private copies receive no unmount, so they outlive the originals.`,
  'rule.volume-without-slave-propagation.wrong-if': () =>
    'It is wrong if these containers are meant to share that filesystem and are always removed together.',
  'rule.volume-without-slave-propagation.descriptors': () =>
    'Slave propagation does not close descriptors that are open in the copies; those are asked for apart (R-06).',
  'rule.volume-without-slave-propagation.rslave': (p: { name: string; source: string; destination: string }) =>
    `Make ${p.name} again with the volume ${p.source}:${p.destination}:rslave.`,
  'rule.volume-without-slave-propagation.host-to-container': (p: {
    name: string;
    source: string;
    destination: string;
  }) => `Set mountPropagation: HostToContainer on the volume mount ${p.destination} (${p.source}) of ${p.name}.`,
  'rule.volume-without-slave-propagation.not-theirs': (p: { name: string; source: string; destination: string }) =>
    `Do not give ${p.name} another container's own filesystem (${p.source}) as a volume: propagation cannot help, since the bind is a mount of its own. Share a named volume instead.`,
  'rule.volume-without-slave-propagation.less': (p: { name: string; source: string; destination: string }) =>
    `Better: give ${p.name} only the folders that it needs instead of ${p.source} (for logs /var/log/pods).`,
  'rule.volume-without-slave-propagation.restart': (p: { name: string; source: string; destination: string }) =>
    `Until then restart ${p.name}: its old copies go with its namespace, and it takes new ones.`,
  'rule.volume-without-slave-propagation.unread': (p: { name: string }) =>
    `The mount namespace of ${p.name}, which has volumes, could not be read.`,
  'rule.volume-without-slave-propagation.clear': (p: { containers: number; copies: number }) =>
    `${p.containers} running container(s) have volumes; ${p.copies === 0 ? 'none has mounts of another container below one' : `all ${p.copies} copies of other containers' mounts below them receive unmounts`}.`,
};
