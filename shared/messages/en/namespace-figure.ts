import { mnt } from '#shared/messages/en/namespace-name.ts';

/** What stands on and above the objects of the namespace graph. */
export const namespaceFigureWords = {
  'namespace.not-read': () => 'table not read',
  'namespace.not-read-because': (p: { because: string }) => `not readable: ${p.because}`,

  'mount.gone': () => 'no mount here any more',
  'mount.pins': (p: { inode: number }) => `pins ${mnt(p.inode)}`,
  'mount.volume': (p: { source: string; propagation: string }) =>
    p.propagation === '' ? `volume ${p.source}` : `volume ${p.source}, ${p.propagation}`,

  'keeper.thread': (p: { tid: number }) => `its thread ${p.tid} is elsewhere`,
  'keeper.descriptor': (p: { fd: number }) => `its descriptor ${p.fd} is a namespace`,
  'edge.keeps': () => 'keeps',
  'edge.other-group': () => 'own group',

  'line.slaves': (p: { master: number }) => `slaves of ${p.master}`,
  'line.slave-leads': (p: { master: number; shared: number }) => `slave of ${p.master}, leads ${p.shared}`,
  'line.peer': (p: { shared: number }) => `peer in group ${p.shared}`,
  'line.peers': (p: { shared: number }) => `peers in group ${p.shared}`,

  'others.containers': () => 'containers with a root of their own',
  'others.own-root': () => 'with a root of their own',
  'others.private-copies': () => 'private copies of the host without it',
  'others.private-hosts': () => 'private copies of the host',
  'others.kernel': () => 'kernel threads',
  'others.not-read': () => 'whose tables could not be read',
  'others.one-kernel': (p: { title: string }) => `kernel (${p.title})`,
  'others.one-not-read': (p: { title: string }) => `not readable: ${p.title}`,

  'holding.more-containers': () => 'more containers hold it',
  'holding.more-process': () => 'more namespaces with processes hold it',
  'holding.more-thread': () => 'more namespaces of single threads hold it',
  'holding.more-nsfs': () => 'more pinned namespaces hold it',
  'holding.more-fd': () => 'more namespaces kept by descriptors hold it',

  'held.more': (p: { n: number }) => `${p.n} more references`,
  'held.pid': (p: { pid: number }) => `pid ${p.pid}`,
  'held.process': (p: { comm: string; pid: number }) => `${p.comm} ${p.pid}`,
  'held.in-container': (p: { name: string }) => `in container ${p.name}`,
  'held.via-mount': () => 'mount',
  'held.via-root': () => 'root directory',
  'held.via-cwd': () => 'working directory',
  'held.via-exe': () => 'program file',
  'held.via-fd': (p: { fd: number }) => `open descriptor ${p.fd}`,
  'held.via-map': () => 'mapped file',
  'held.via-detached': (p: { fd: number }) => `detached mount, descriptor ${p.fd}`,
  'held.via-loop': () => 'loop device on a file in it',
  'held.via-swap': () => 'swap file in it',
  'held.via-dm': () => 'device stacked on it',

  'kept.thin': (p: { id: number }) => `thin device ${p.id}`,
  'kept.open': (p: { n: number }) => `open ${p.n}: ${p.n === 1 ? 'one filesystem,' : 'openers,'}`,
  'kept.mounted': (p: { n: number }) =>
    p.n === 0 ? 'mounted nowhere' : p.n === 1 ? 'mounted once' : `mounted ${p.n} times`,
  'kept.removal-waits': () => 'removal is waiting',
  'kept.filesystem': () => 'filesystem',

  'heading.unmounted': () => 'unmounted here',
  'heading.mounted': () => 'mounted here',
  'heading.origin-host': () => "the host's own namespace",
  'heading.origin-engine': () => "the engine's own namespace",
  'heading.would-reach': () => 'an unmount would reach',
  'heading.would-not-reach': () => 'held here: private copies an unmount would not reach',
  'heading.held-mounted': () => 'held here as well',
  'heading.nobody': () => 'nothing found that holds it',
  'heading.looked': (p: { tables: number; references: number }) =>
    `looked at ${p.tables.toLocaleString('en-US')} mount tables and ${p.references.toLocaleString('en-US')} references`,
  'heading.asked': () => 'asked about',
  'heading.reached': () => 'reached',
  'heading.reached-aside': (p: { n: number; group: number; device: string }) =>
    `inferred for ${p.n}: member or slave of group ${p.group}, and no ${p.device}`,
  'heading.not-there': () => 'not there',
  'heading.not-there-aside': (p: { n: number; device: string }) =>
    `${p.n} ${p.n === 1 ? 'namespace' : 'namespaces'} without ${p.device}`,
  'heading.not-there-group': (p: { n: number; group: number; device: string }) =>
    `${p.n} ${p.n === 1 ? 'namespace' : 'namespaces'} outside group ${p.group}, no ${p.device} in their tables`,
  'heading.held-private': () => 'held here: private copies the unmount did not reach',
  'heading.held-copies': () => 'held here: copies the unmount did not reach',
  'heading.held': () => 'held here: what the unmount did not end',
  'heading.held-by-design': () => 'mounted here too, by design',
  'heading.in-use': () => 'in use',
  'heading.kept': () => 'kept open',

  'overview.host': () => "the host's own namespace",
  'overview.follow': () => 'follow it',
  'overview.follow-aside': (p: { n: number }) =>
    `${p.n} ${p.n === 1 ? 'namespace is' : 'namespaces are'} in its group or slaves of it`,
  'overview.apart': () => 'apart from it: worth a look',
  'overview.others': () => 'others',
  'overview.others-aside': () => 'counted by what they are',
  'overview.more': () => 'more without residents, or of engines',

  'chain.asked': () => 'asked about',
  'chain.container': () => 'container',
  'chain.removed-container': () => 'removed container',
  'chain.metadata': (p: { runtime: string }) => `${p.runtime} metadata`,
  'chain.thin-open': () => 'thin device, still open',
  'chain.filesystem-open': () => 'filesystem, still in use',
  'chain.open': (p: { name: string; open: number }) =>
    p.name === '' ? `open = ${p.open}` : `${p.name}, open = ${p.open}`,
  'chain.copies': (p: { n: number }) => `held by ${p.n} ${p.n === 1 ? 'copy of one mount' : 'copies of one mount'}`,
  'chain.holders': (p: { n: number }) => `held by ${p.n} ${p.n === 1 ? 'reference' : 'references'}`,
  'chain.processes-of': (p: { n: number; container: string }) =>
    `${p.n} ${p.n === 1 ? 'process' : 'processes'} of container ${p.container}`,
  'chain.thread': () => '1 thread',
  'chain.tid': (p: { tid: number; pid: number }) => `tid ${p.tid} of pid ${p.pid}`,
  'chain.pinned': () => 'no process: pinned file',
  'chain.descriptor': () => 'no process: open descriptor',
  'chain.reference-of': (p: { reference: string; holder: string }) => `${p.reference} of ${p.holder}`,
  'chain.not-on-host': () => "not mounted in the host's namespace",

  'cited.whole': (p: { lines: number }) => `the whole record, ${p.lines} ${p.lines === 1 ? 'line' : 'lines'}`,
} as const;
