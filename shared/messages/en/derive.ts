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

  'privilege.root': () => 'root (uid 0)',
  'privilege.root-limited': () => 'root (uid 0), not all of the host visible',
  'privilege.user': (p: { user: string; uid: number }) => `user ${p.user} (uid ${p.uid})`,
} as const;
