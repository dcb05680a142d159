/** O-11 */
export const containersStorageDamagedWords = {
  'rule.containers-storage-damaged.name': () => 'Layers of podman or CRI-O are lost',
  'rule.containers-storage-damaged.title': (p: { store: string }) =>
    `${p.store} has lost layers that layers.json names`,
  'rule.containers-storage-damaged.statement': (p: { store: string; gone: number; torn: number; lines: number }) =>
    `${[p.gone > 0 ? `${p.gone} layer(s) of layers.json have no folder below ${p.store}` : '', p.torn > 0 ? `${p.torn} layer(s) stand on one that layers.json does not have` : ''].filter((t) => t !== '').join('; ')}.${p.lines > 0 ? ` ${p.lines} line(s) of the log say "layer not known".` : ''}`,
  'rule.containers-storage-damaged.why': () =>
    'layers.json and the folders are written one after the other: a power cut or a kill between them, or somebody who removes folders, leaves them apart.',
  'rule.containers-storage-damaged.wrong-if': () =>
    'It is wrong if images were being pulled or removed while the capture ran.',
  'rule.containers-storage-damaged.no-repair': () =>
    'Do not let the storage check repair on a CRI-O node: it takes containers that run for damage and removes them.',
  'rule.containers-storage-damaged.drain': () => 'Drain the node and stop CRI-O and kubelet.',
  'rule.containers-storage-damaged.wipe': () => 'Remove all of CRI-O’s containers and images; kubelet makes them anew.',
  'rule.containers-storage-damaged.reset': () =>
    'Remove the images that are named and pull them again; where that fails, save the volumes and use "podman system reset".',
  'rule.containers-storage-damaged.clear': (p: { stores: number }) =>
    `In ${p.stores} store(s) every layer of layers.json has its folder and the layer below.`,
};
