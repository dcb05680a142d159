const num = (value: number) => value.toLocaleString('en');

/** Words of the chain: hops, what leads to the next, gauges. */
export const chainFigureWords = {
  'hops.name': (p: { title: string }) => `Chain of ${p.title}`,
  'hops.counts': (p: { proven: number; of: number }) => `${p.proven} of ${p.of} hops proven`,
  'hops.kind.image': () => 'image',
  'hops.kind.container': () => 'container',
  'hops.kind.mount-id': () => 'mount-id',
  'hops.kind.layer': () => 'image layer',
  'hops.kind.init': () => 'init layer',
  'hops.kind.device-id': () => 'device_id',
  'hops.kind.volume': () => 'logical volume',
  'hops.kind.thin': () => 'thin device',
  'hops.kind.dm': () => 'dm device',
  'hops.kind.not-active': () => 'not active',
  'hops.kind.unknown': () => 'not known',
  'hops.kind.pool': () => 'pool',
  'hops.kind.below': () => 'data device',
  'hops.kind.disk': () => 'disk',
  'hops.kind.nobody': () => 'nobody',

  'hops.container-state': (p: { id: string; state: string }) => `${p.id} ${p.state}`,
  'hops.read-write': () => 'read-write layer',
  'hops.of-images': (p: { images: string }) => (p.images === '' ? 'no image names it' : `of ${p.images}`),
  'hops.nobody-title': () => 'nobody owns it',
  'hops.nobody-line': () => 'its pool has an owner that does not know it',
  'hops.nobody-says': (p: { files: number }) => `looked through ${num(p.files)} device files of docker: none names it`,
  'hops.nobody-says-lvm': () => 'looked through the LVM backup: no volume has this id',
  'hops.no-owner-line': () => 'no engine on this host claims its pool',
  'hops.thin-in-pool': (p: { id: string; pool: string }) => `${p.id} in pool ${p.pool}`,
  'hops.mapped': (p: { mapped: string; size: string; percent: string }) =>
    `${p.mapped} of ${p.size} mapped, ${p.percent}`,
  'hops.size': (p: { size: string }) => p.size,
  'hops.size-unknown': () => 'size not known',
  'hops.deleted': (p: { size: string }) => (p.size === '' ? 'deleted: true' : `${p.size}, deleted: true`),
  'hops.list-not-collected': () => "the pool's own list was not collected (--with thin-metadata)",
  'hops.list-not-collected-books': () =>
    "whose pool this is; the pool's own list was not collected (--with thin-metadata)",
  'hops.in-list': (p: { n: number }) => `one of ${num(p.n)} in the pool's own list`,
  'hops.not-in-list': (p: { n: number }) => `not among the ${num(p.n)} ids of the pool's own list`,
  'hops.no-dm': () => 'no dm device',
  'hops.no-dm-line': () => 'nobody has mapped it',
  'hops.no-line': (p: { name: string; target: string; lines: number }) =>
    p.name === ''
      ? `${num(p.lines)} lines: none with "${p.target}"`
      : `${num(p.lines)} lines: none with ${p.name}, none with "${p.target}"`,
  'hops.tables-not-read': (p: { because: string }) => `dm tables were not read: ${p.because}`,
  'hops.open': (p: { n: number }) => `open ${p.n}`,
  'hops.mounted': (p: { n: number }) =>
    p.n === 0 ? 'mounted nowhere' : p.n === 1 ? 'mounted once' : `mounted ${num(p.n)} times`,
  'hops.pool-line': (p: { used: string; total: string; percent: string; state: string }) =>
    `${p.used} of ${p.total} blocks used, ${p.percent}, ${p.state}`,
  'hops.below-line': (p: { data: string; metadata: string }) => `data on ${p.data}, metadata on ${p.metadata}`,

  'hops.link.mount-id': () => 'names the mount-id',
  'hops.link.metadata-file': () => 'names the metadata file',
  'hops.link.thin': () => 'names the thin device',
  'hops.link.active': () => 'is it active?',
  'hops.link.in-pool': () => 'its table names the pool',
  'hops.link.no-df': () => 'so df cannot see it',
  'hops.link.stands-on': () => 'stands on',
  'hops.link.on-disk': () => 'which is on',

  'hops.gauge.filesystem': (p: { id: string }) => `filesystem on thin device ${p.id}`,
  'hops.gauge.thin': (p: { id: string }) => `thin device ${p.id}, mapped`,
  'hops.gauge.data': () => 'pool, data',
  'hops.gauge.metadata': () => 'pool, metadata',
  'hops.gauge.full': () => 'full',
  'hops.gauge.from-error': () => 'from the error text; df needs the device mounted',
  'hops.gauge.free-of': (p: { free: string; total: string; path: string }) =>
    `${p.free} of ${p.total} free at ${p.path}, by statfs`,
  'hops.gauge.left-out': () => "not mounted, or docker's: --with capacity leaves those alone",
  'hops.gauge.no-capacity': () => 'not asked for: --with capacity',
  'hops.gauge.blocks': (p: { used: number; total: number; size: string }) =>
    `${num(p.used)} of ${num(p.total)} blocks${p.size === '' ? '' : ` of ${p.size}`}`,
  'hops.gauge.blocks-free': (p: { used: number; total: number; free: number }) =>
    `${num(p.used)} of ${num(p.total)} blocks: ${num(p.free)} free`,
  'hops.gauge.not-collected': () => 'not collected',
  'hops.gauge.unreadable': () => 'not readable',
  'hops.gauge.unparsable': () => 'not parsable',
  'hops.gauge.not-applicable': () => 'n/a',
  'hops.note.fs-full': () =>
    'If the pool were full, freeing files would not help: it would need more data space. T-14, not T-03.',
  'hops.note.pool-full': () =>
    'The pool is full, not this filesystem: freeing files in it gives nothing back unless they are discarded.',

  'hops.looked-at': (p: { files: number; tables: number }) =>
    `Looked at: ${num(p.files)} device files of docker, ${num(p.tables)} lines of dm tables`,
  'hops.looked-list': (p: { n: number }) => `${num(p.n)} ids of the pool's own list`,
  'hops.not-looked': (p: { what: string }) => `Not looked at: ${p.what}`,
  'hops.not.list': () => "the pool's own list",
  'hops.not.files': () => 'the files in the device, it is not mounted here',
  'hops.object.hop': (p: { n: number; kind: string; title: string; line: string }) =>
    [`${p.n} ${p.kind}`, p.title, p.line].filter(Boolean).join(', '),
  'hops.object.gauge': (p: { title: string; value: string; line: string }) =>
    [p.title, p.value, p.line].filter(Boolean).join(', '),
} as const;
