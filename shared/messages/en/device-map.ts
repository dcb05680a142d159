const n = (count: number, one: string, many: string) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
const num = (value: number) => value.toLocaleString('en');

/** What stands on and beside the objects of the device map, in its tables and its caption. */
export const deviceMapWords = {
  'devmap.name': (p: { title: string }) => `Device map of ${p.title}`,
  'devmap.head-disk': () => 'disk',
  'devmap.head-backing': () => 'loop file, logical volume',
  'devmap.head-pool': () => 'thin pool',
  'devmap.head-device': () => 'thin device',
  'devmap.head-owner': () => 'owner',
  'devmap.head-mapped': () => 'mapped of its size',
  'devmap.head-held': () => 'held by',
  'devmap.outside': () => 'outside any pool',
  'devmap.outside-more': (p: { n: number }) => `+ ${n(p.n, 'other dm device', 'other dm devices')}`,
  'devmap.no-disk': () => 'not known',
  'devmap.no-pools': () => 'No thin pool in this evidence.',
  'devmap.no-trouble': (p: { pools: number; devices: number }) =>
    `Nothing is wrong with ${n(p.pools, 'pool', 'pools')} and ${n(p.devices, 'thin device', 'thin devices')}.`,
  'devmap.partition': (p: { name: string; size: string }) => `${p.name} ${p.size}`,
  'devmap.volume-group': (p: { name: string }) => `VG ${p.name}`,
  'devmap.data': () => 'data',
  'devmap.meta': () => 'meta',
  'devmap.more': (p: { n: number }) => `+ ${num(p.n)}`,

  'devmap.snapshot': (p: { id: string }) => `snapshot device ${p.id}`,
  'devmap.init-of': (p: { name: string }) => `init of ${p.name}`,
  'devmap.images-more': (p: { first: string; n: number }) => `${p.first} + ${num(p.n)}`,
  'devmap.owner-unknown': () => 'owner not known',
  'devmap.nobody': () => 'nobody',

  'devmap.pool.rw': () => 'rw',
  'devmap.pool.rw-error': () => 'rw, error if full',
  'devmap.pool.nearly-full': (p: { what: string }) => `${p.what} nearly full`,
  'devmap.pool.queueing': () => 'data full: writes wait',
  'devmap.pool.queueing-why': () => 'error after 60 s',
  'devmap.pool.erroring': () => 'data full: writes fail',
  'devmap.pool.erroring-late': () => 'queued, timed out',
  'devmap.pool.erroring-set': () => 'set to error',
  'devmap.pool.read-only': () => 'read-only',
  'devmap.pool.read-only-check': () => 'read-only, needs_check',
  'devmap.pool.needs-check': () => 'needs_check',
  'devmap.pool.metadata-full': () => 'metadata full',
  'devmap.pool.metadata-error': () => 'metadata error',
  'devmap.pool.by-table': () => 'so its table says',
  'devmap.pool.failed': () => 'Fail',
  'devmap.pool.failed-why': () => 'no numbers in status',
  'devmap.pool.error': () => 'Error',
  'devmap.pool.error-why': () => 'the query failed',
  'devmap.pool.no-table': () => 'has no table',
  'devmap.pool.suspended': (p: { state: string }) => (p.state === '' ? 'suspended' : `suspended, ${p.state}`),
  'devmap.pool.unknown': () => 'state not known',
  'devmap.pool.transaction': (p: { id: number }) => `transaction ${p.id}`,
  'devmap.owned-docker': (p: { pid: string; root: string }) =>
    p.pid === '' ? `owned by docker ${p.root}` : `owned by docker ${p.pid}`,
  'devmap.owned-containerd': (p: { pid: string; root: string }) =>
    p.pid === '' ? `owned by containerd ${p.root}` : `owned by containerd ${p.pid}`,
  'devmap.owned-lvm': (p: { group: string; volume: string }) => `owned by LVM ${p.group}/${p.volume}`,
  'devmap.owned-nobody': () => 'no owner named it',
  'devmap.owned-more': (p: { n: number }) => `and ${n(p.n, 'other claims it', 'others claim it')}`,

  'devmap.fact.transaction': () => 'transaction',
  'devmap.fact.transaction-same': (p: { id: number }) => `${p.id}, docker expects ${p.id}`,
  'devmap.fact.transaction-other': (p: { id: number; expected: number }) => `${p.id}, docker expects ${p.expected}`,
  'devmap.fact.transaction-moved': (p: { ids: string }) => `${p.ids}: moved while read`,
  'devmap.fact.metadata': () => 'metadata',
  'devmap.fact.when-full': () => 'when full',
  'devmap.fact.queue': () => 'queue I/O, then error after 60 s',
  'devmap.fact.error': () => 'error at once',
  'devmap.fact.low-water': () => 'low water',
  'devmap.fact.low-water-at': (p: { blocks: number }) => `at ${num(p.blocks)} free blocks`,
  'devmap.fact.devices': () => 'devices',
  'devmap.fact.active': (p: { active: number; inactive: number }) =>
    `${num(p.active)} active, ${num(p.inactive)} inactive`,
  'devmap.fact.known': () => 'known to docker',
  'devmap.fact.of': (p: { n: number; of: number }) => `${num(p.n)} of ${num(p.of)}`,
  'devmap.fact.blocked': () => 'removals blocked',
  'devmap.fact.blocked-n': (p: { n: number }) => `${num(p.n)}, ${p.n === 1 ? 'its holder' : 'their holders'} at right`,
  'devmap.fact.blocks': () => 'blocks',
  'devmap.fact.blocks-of': (p: { own: number; shared: number }) =>
    `${num(p.own)} of one owner, ${num(p.shared)} shared`,
  'devmap.fact.held-root': () => 'metadata snapshot',
  'devmap.fact.reserved': (p: { block: number }) => `reserved, block ${num(p.block)}`,
  'devmap.fact.discard': () => 'discards',
  'devmap.fact.block-size': () => 'block size',
  'devmap.fact.stands-on': () => 'stands on',
  'devmap.fact.loop-files': () => 'loop files',
  'devmap.fact.list': () => 'its own list',
  'devmap.fact.list-not-read': () => 'not collected',

  'devmap.not-read': () => 'not read',
  'devmap.error-target': () => 'error target',
  'devmap.no-table': () => 'has no table',
  'devmap.external-origin': (p: { of: string }) => `external origin of ${p.of}, read-only`,

  'devmap.state.waits': () => 'removing',
  'devmap.state.deleted': () => 'deleted: true',
  'devmap.state.full': (p: { state: string }) => `${p.state}, full`,
  'devmap.state.failed': () => 'Fail',
  'devmap.state.error': () => 'Error',
  'devmap.state.suspended': () => 'suspended',
  'devmap.state.mounted': (p: { path: string }) => `on ${p.path}`,
  'devmap.state.snapshot': (p: { of: number }) => `snap of ${p.of}`,
  'devmap.state.never': () => 'never activated',
  'devmap.state.not-active': () => 'not active',
  'devmap.state.table-only': () => 'in table only',
  'devmap.state.not-running': () => 'not running',

  'devmap.group.layers': (p: { n: number }) => n(p.n, 'image layer', 'image layers'),
  'devmap.group.layers-base': (p: { n: number }) => `${n(p.n, 'image layer', 'image layers')} and base`,
  'devmap.group.init': (p: { n: number }) => n(p.n, 'init layer', 'init layers'),
  'devmap.group.some-active': (p: { active: number }) => `${num(p.active)} active`,
  'devmap.group.stopped-many': (p: { n: number }) => `${num(p.n)} stopped`,
  'devmap.group.stopped': (p: { n: number }) => n(p.n, 'container', 'containers'),
  'devmap.group.running': (p: { n: number }) => n(p.n, 'container', 'containers'),
  'devmap.group.volume': (p: { n: number }) => n(p.n, 'volume', 'volumes'),
  'devmap.group.inactive-volume': (p: { n: number }) => n(p.n, 'volume', 'volumes'),
  'devmap.group.orphan': (p: { n: number }) => `${num(p.n)} of nobody`,
  'devmap.group.unknown': (p: { n: number }) => `${num(p.n)} whose owner is not known`,
  'devmap.group.blocked': (p: { n: number }) => `${num(p.n)} more blocked removals`,
  'devmap.group.trouble': (p: { n: number }) => `${num(p.n)} more in trouble`,
  'devmap.group.rest': (p: { n: number }) => `${num(p.n)} more`,
  'devmap.ids': (p: { n: number }) => n(p.n, 'id', 'ids'),

  'devmap.held-namespaces': (p: { n: number }) => `${p.n} namespaces`,
  'devmap.held-cwd': (p: { via: string; pid: number }) => `${p.via} of ${p.pid}`,
  'devmap.held-fd': (p: { pid: number; fd: string | number }) =>
    typeof p.fd === 'number' ? `${p.pid} fd ${p.fd}` : `${p.pid} ${p.fd}`.trimEnd(),
  'devmap.held-pin': (p: { pin: string }) => `pin ${p.pin}`,
  'devmap.held-thread': (p: { tid: number }) => `thread ${p.tid}`,
  'devmap.held-process': (p: { comm: string; pid: number }) => `${p.comm} ${p.pid}`.trimStart(),
  'devmap.held-more': (p: { holder: string; more: number }) => (p.more > 0 ? `${p.holder} + ${p.more}` : p.holder),

  'devmap.object.disk': (p: { title: string; lines: string; pools: number }) =>
    `disk ${p.title}, ${p.lines}, below ${n(p.pools, 'pool', 'pools')}`,
  'devmap.object.backing': (p: { role: string; title: string; aside: string; size: string }) =>
    `${p.role} device ${[p.title, p.aside, p.size].filter(Boolean).join(', ')}`,
  'devmap.object.pool': (p: {
    title: string;
    device: string;
    state: string;
    data: string;
    metadata: string;
    facts: string;
  }) =>
    `thin pool ${p.title} ${p.device}, ${p.state}, data ${p.data}, metadata ${p.metadata}${p.facts === '' ? '' : `; ${p.facts}`}`,
  'devmap.object.device': (p: { ids: string; slot: string; owner: string; says: string }) =>
    [`thin device ${p.ids}`, p.slot, p.owner, p.says].filter(Boolean).join(', '),
  'devmap.object.group': (p: { n: number; title: string; says: string }) =>
    [n(p.n, 'thin device', 'thin devices'), p.title, p.says].filter(Boolean).join(', '),
  'devmap.object.outside': (p: { title: string; aside: string }) => `${p.title}, ${p.aside}, outside any pool`,
  'devmap.slot.active': () => 'active',
  'devmap.slot.inactive': () => 'inactive',
  'devmap.slot.unread': () => 'not read',
  'devmap.slot.failed': () => 'failed',
  'devmap.slot.orphan': () => 'nobody owns it',

  'devmap.known.table': () => 'dm table',
  'devmap.known.docker-metadata': () => 'docker',
  'devmap.known.lvm': () => 'LVM backup',
  'devmap.known.containerd': () => 'containerd',
  'devmap.known.pool-metadata': () => "the pool's own list",

  'devmap.counts': (p: {
    pools: number;
    allPools: number;
    full: number;
    all: number;
    grouped: number;
    groups: number;
    left: number;
  }) =>
    [
      `${num(p.pools)} of ${n(p.allPools, 'pool', 'pools')}`,
      `${num(p.full + p.grouped)} of ${n(p.all, 'thin device', 'thin devices')}: ${num(p.full)} as rows${p.groups > 0 ? `, ${num(p.grouped)} in ${n(p.groups, 'group', 'groups')}` : ''}`,
      ...(p.left > 0 ? [`${num(p.left)} left out`] : []),
    ].join(' · '),
  'devmap.lists-not-read': (p: { n: number }) => `${n(p.n, 'pool list', 'pool lists')} not read`,
} as const;
