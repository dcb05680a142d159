const s = (n: number, word: string, plural = `${word}s`) => `${n.toLocaleString('en-US')} ${n === 1 ? word : plural}`;

/** Words of tables and of the objects in figures. Kernel words (shared, slave, private) stay the kernel's. */
export const deriveWords = {
  'propagation.shared': (p: { shared: number }) => `shared ${p.shared}`,
  'propagation.slave': (p: { master: number }) => `slave of ${p.master}`,
  'propagation.shared-slave': (p: { shared: number; master: number }) => `shared ${p.shared}, slave of ${p.master}`,
  'propagation.private': () => 'private',
  'propagation.unbindable': () => 'unbindable',
  'propagation.unknown': () => 'not collected: read from /proc/PID/mounts',

  'count.processes': (p: { n: number }) => s(p.n, 'process', 'processes'),
  'count.mounts': (p: { n: number }) => s(p.n, 'mount'),
  'count.namespaces': (p: { n: number }) => s(p.n, 'namespace'),
  'count.more': (p: { n: number }) => `+ ${p.n}`,

  'namespace.thread': (p: { tid: number; pid: number }) => `thread ${p.tid} of pid ${p.pid}`,
  'namespace.thread-short': (p: { tid: number }) => `thread ${p.tid}`,
  'namespace.pinned': () => 'nobody lives in it: pinned by a file',
  'namespace.by-descriptor': () => 'nobody lives in it: kept by a descriptor',
  'namespace.unheld': () => 'nobody seen in it',
  'namespace.container': (p: { name: string; residents: string }) => `container ${p.name}: ${p.residents}`,
  'namespace.descriptor': (p: { pid: number; fd: number }) => `pid ${p.pid} fd ${p.fd}`,

  'record.exit': (p: { code: number }) => `exit code ${p.code}`,
  'record.timed-out': (p: { seconds: number }) => `stopped after ${p.seconds} s`,
  'record.cut': () => 'the link was cut inside this record',
  'record.line-cut': (p: { bytes: number }) => `(line of ${p.bytes} bytes)`,
  'record.truncated': (p: { kept: number; limit: number }) => `${p.kept} bytes kept, the limit is ${p.limit}`,

  'search.volume': (p: { container: string; destination: string }) => `volume of ${p.container} at ${p.destination}`,

  'object.namespace': (p: { inode: number; title: string; aside: string; holds: string }) =>
    `mount namespace ${p.inode}, ${p.title}, ${p.aside}${p.holds === '' ? '' : `, holds ${p.holds}`}`,
  'object.mount': (p: { path: string; aside: string; id: number }) => `mount ${p.id}, ${p.path}, ${p.aside}`,
  'object.gone': (p: { path: string; aside: string; id: number }) => `gone: ${p.path}, ${p.aside}`,
  'object.keeper': (p: { title: string; says: string }) => `${p.title}: ${p.says}`,
  'object.line': (p: { inodes: string; title: string; aside: string }) =>
    `mount namespace ${p.inodes}, ${p.title}, ${p.aside}`,
  'object.group': (p: { count: number; title: string }) =>
    p.count === 1 ? `1 mount namespace: ${p.title}` : `${p.count} mount namespaces: ${p.title}`,
  'object.holder': (p: { title: string; lines: string }) => `${p.title}: ${p.lines}`,

  'privilege.root': () => 'root (uid 0)',
  'privilege.root-limited': () => 'root (uid 0), not all of the host visible',
  'privilege.user': (p: { user: string; uid: number }) => `user ${p.user} (uid ${p.uid})`,
} as const;
