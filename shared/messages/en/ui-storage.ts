const n = (count: number) => count.toLocaleString('en-US');
const s = (count: number, one: string, many = `${one}s`) => `${n(count)} ${count === 1 ? one : many}`;

/** Words of the storage views: device map, block map, chain, tables of pools and thin devices. */
export const uiStorageWords = {
  'ui.rail.storage': () => 'Storage',
  'ui.device-map': () => 'Device map',
  'ui.block-map': () => 'Block map',
  'ui.chain': () => 'Chain',
  'ui.pools': () => 'Thin pools',
  'ui.thin-devices': () => 'Thin devices',

  'ui.pools-aside': () => 'every thin pool of the kernel; Enter opens its part of the device map',
  'ui.thin-devices-aside': () => 'active, or only written down somewhere; Enter opens the chain',
  'ui.its-devices': () => 'Its devices',
  'ui.open-chain': () => 'Open chain',
  'ui.inactive': () => 'inactive',
  'ui.no-pools': () =>
    'No thin pool on this host, as far as it was looked: Completeness says which of its device-mapper tables were read.',
  'ui.pools-not-read': (p: { because: string }) =>
    `Whether this host has a thin pool is not known: the tables of device-mapper were not read (${p.because}).`,
  'ui.owner.container': () => 'container',
  'ui.owner.layer': () => 'image layer',
  'ui.owner.volume': () => 'volume',
  'ui.owner.snapshot': () => 'snapshot',
  'ui.owner.nobody': () => 'nobody owns it',
  'ui.owner.unknown': () => 'owner not known',

  'ui.col.pool': () => 'pool',
  'ui.col.owner': () => 'owner',
  'ui.col.data': () => 'data',
  'ui.col.metadata': () => 'metadata',
  'ui.col.block-size': () => 'block',
  'ui.col.transaction': () => 'transaction',
  'ui.col.devices': () => 'devices',
  'ui.col.active': () => 'active',
  'ui.col.stands-on': () => 'stands on',
  'ui.col.thin-id': () => 'id',
  'ui.col.image': () => 'image',
  'ui.col.mapped': () => 'mapped',
  'ui.col.size': () => 'size',
  'ui.col.frees': () => 'frees',
  'ui.col.held-by': () => 'held by',
  'ui.col.known-from': () => 'known from',
  'ui.col.share': () => 'share',
  'ui.col.own': () => 'own',
  'ui.col.blocks': () => 'blocks',

  'ui.map-focus': () => 'Pool, device, owner',
  'ui.map-focus-hint': () => 'pool, 253:16, container …',
  'ui.only-trouble': () => 'Only trouble',
  'ui.as-table': () => 'Table',
  'ui.map-counts': (p: { devices: number; pools: number; notRead: number }) =>
    `${s(p.devices, 'thin device')} known in ${s(p.pools, 'pool')}${p.notRead === 0 ? '' : `, ${s(p.notRead, 'list')} not read`}`,
  'ui.map-nothing-in-trouble': (p: { pools: number; devices: number }) =>
    `Nothing in trouble: looked at ${s(p.pools, 'pool')} and ${s(p.devices, 'thin device')}.`,
  'ui.map-not-read': (p: { which: string }) => `Not looked at: ${p.which}`,
  'ui.map-twin': () => 'Objects of the device map',
  'ui.map-twin-count': (p: {
    objects: number;
    devices: number;
    inFull: number;
    inGroups: number;
    groups: number;
    leftOut: number;
  }) =>
    `${s(p.objects, 'object')}, the same as in the picture · ${s(p.devices, 'thin device')}: ${n(p.inFull)} in full, ${n(p.inGroups)} in ${s(p.groups, 'group')}, ${n(p.leftOut)} left out · Enter opens, Space selects, T shows the picture`,
  'ui.map-object.disk': () => 'disk',
  'ui.map-object.backing': () => 'below the pool',
  'ui.map-object.pool': () => 'thin pool',
  'ui.map-object.device': () => 'thin device',
  'ui.map-object.group': () => 'thin devices',
  'ui.map-object.outside': () => 'outside any pool',
  'ui.legend.active': () => 'active',
  'ui.legend.inactive': () => 'inactive',
  'ui.legend.orphan': () => 'nobody owns it',
  'ui.legend.unread': () => 'not read',

  'ui.chain-ask': () => 'Ask',
  'ui.chain-label': () => 'Container, device, layer or mount-id',
  'ui.chain-hint': () => 'kubesql-server   pool:27   253:16   layer',
  'ui.chain-examples': () =>
    'Give a container’s id or name, a device as 253:16, a thin device as pool:27, a layer or a mount-id. The chain leads from it to the disk, each step with the line that says so.',
  'ui.chain-proven': (p: { proven: number; hops: number }) => `${n(p.proven)} of ${s(p.hops, 'hop')} proven`,
  'ui.chain-twin': () => 'Steps of the chain',
  'ui.chain-open-finding': () => 'Open finding',
  'ui.chain-alternatives': () => 'It names these too, each with a chain of its own:',
  'ui.chain-no-runbook': () =>
    'There is no runbook: not every step of this chain is proven, and a command would stand on a guess.',
  'ui.chain-step': () => 'step',
  'ui.chain-gauge': () => 'how full',
  'ui.chain-says': () => 'line that says so',
  'ui.chain-link': () => 'leads on by',
  'ui.chain-standing.proven': () => 'proven',
  'ui.chain-standing.absence': () => 'looked for, not there',
  'ui.chain-standing.inferred': () => 'inferred',
  'ui.chain-standing.unknown': () => 'not known',

  'ui.choose-pool': () => 'Choose a pool',
  'ui.block-no-room': () => 'The window is too small for a map of blocks. Make it larger, or use the table (T).',
  'ui.block-picture': (p: { name: string; from: number; to: number; total: number }) =>
    `Blocks ${n(p.from)} to ${n(p.to - 1)} of ${n(p.total)} of pool ${p.name}. Arrows move from block to block, plus and minus zoom, Enter chooses the owner.`,
  'ui.block-strip': (p: { total: number; blockSize: string }) =>
    `whole pool, ${s(p.total, 'block')} of ${p.blockSize}, in the order of the data device`,
  'ui.free-beyond': (p: { blocks: number; from: number }) => `${s(p.blocks, 'block')} beyond ${n(p.from)}: all free`,
  'ui.low-water': (p: { blocks: number }) => `low water mark at ${n(p.blocks)} free`,
  'ui.blocks-per-cell': (p: { blocks: number }) => `1 cell = ${s(p.blocks, 'block')}, by their majority`,
  'ui.blocks-in-sight': (p: { blocks: number }) => s(p.blocks, 'block'),
  'ui.zoom-mapped': () => 'Show everything that is mapped',
  'ui.block-hint': () =>
    'Point at a block, or go there with the arrows: who owns it stands here. Double click or + goes nearer, − farther, 0 back.',
  'ui.block-one': (p: { block: number; at: string }) => `Block ${n(p.block)}, ${p.at} into the data device:`,
  'ui.block-range': (p: { from: number; to: number; blocks: number; at: string }) =>
    `Blocks ${n(p.from)} to ${n(p.to)} (${n(p.blocks)}), ${p.at} into the data device:`,
  'ui.block-free': () => 'nobody’s, free.',
  'ui.block-owners': (p: { owners: number; free: number; blocks: number }) =>
    `${s(p.owners, 'owner')}${p.free === 0 ? '' : `, ${n(p.free)} of ${s(p.blocks, 'block')} free`}.`,
  'ui.block-at': (p: { at: string; blocks: number }) =>
    p.blocks === 1 ? `its block ${p.at}` : `${s(p.blocks, 'block')} from its ${p.at}`,
  'ui.block-time': (p: { time: number }) => `, written in transaction ${n(p.time)}`,
  'ui.histogram': () => 'blocks by number of owners',
  'ui.owners-n': (p: { owners: number }) => s(p.owners, 'owner'),
  'ui.owners-range': (p: { low: number; high: number }) => `${n(p.low)} to ${n(p.high)} owners`,
  'ui.owners-none': () => 'nobody: free',
  'ui.sharing-saves': (p: { devices: number; mapped: number; used: number; apart: string; together: string }) =>
    `${s(p.devices, 'device')} ${p.devices === 1 ? 'maps' : 'map'} ${s(p.mapped, 'block')} and use ${n(p.used)}: without sharing they would need ${p.apart}, not ${p.together}.`,
  'ui.legend.own': (p: { id: number }) => `${p.id} alone`,
  'ui.legend.shares': (p: { id: number }) => `${p.id} and others`,
  'ui.legend.one-other': () => 'one other',
  'ui.legend.one': () => 'one owner',
  'ui.legend.free': () => 'free',
  'ui.block-devices': () => 'Devices of the pool',
  'ui.block-no-devices': () => 'The pool has no thin device.',
  'ui.devices-of': (p: { read: string; known: string }) => `${p.read} of ${p.known} devices.`,
  'ui.own-means': () =>
    '“Own” blocks belong to this device alone: removing it frees just these. A set can free more than the sum of its members.',
  'ui.address-mapped': (p: { mapped: number; blocks: number; share: number; shared: number }) =>
    `${n(p.mapped)} of ${n(p.blocks)} mapped, ${p.share} %; ${n(p.shared)} shared`,
  'ui.address-space': (p: { id: number; size: string }) => `${p.id}, its own address: ${p.size}`,
  'ui.blocks-unknown': (p: { pools: number }) =>
    p.pools === 1
      ? 'Which block is whose is not known for this pool.'
      : `Which block is whose is not known for ${s(p.pools, 'pool')}.`,
  'ui.blocks-opt-in': () =>
    'It stands in the pool’s own metadata. Reading that reserves a metadata snapshot on the host for a moment, so it is done only when asked for: capture with',
  'ui.blocks-known': () => 'known',
} as const;
