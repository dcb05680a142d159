/** Titles of: who is blocked, and by what, in the few words that a list has room for. */
export const heldTitleWords = {
  'rules.held.bound': (p: { name: string; container: string; path: string }) =>
    `${p.name} bound by ${p.container} at ${p.path}`,
  'rules.held.container': (p: { name: string; container: string }) => `${p.name} copied into container ${p.container}`,
  'rules.held.process': (p: { name: string; comm: string; pid: number }) =>
    `${p.name} in the namespace of ${p.comm} ${p.pid}`,
  'rules.held.thread': (p: { name: string; pid: number; tid: number }) =>
    `${p.name} in the namespace of thread ${p.tid} of pid ${p.pid}`,
  'rules.held.nsfs': (p: { name: string; pin: string }) => `${p.name} in a namespace pinned by ${p.pin}`,
  'rules.held.fd': (p: { name: string; pin: string }) => `${p.name} in a namespace kept by ${p.pin}`,
  'rules.held.copies': (p: { name: string; namespaces: number }) =>
    `${p.name} private copies in ${p.namespaces} namespaces`,
  'rules.held.processless': (p: { name: string; namespaces: number }) =>
    `${p.name} copies in ${p.namespaces} namespaces without a process`,
  'rules.held.cwd': (p: { name: string; comm: string; pid: number }) =>
    `${p.name} working directory of ${p.comm} ${p.pid}`,
  'rules.held.root': (p: { name: string; comm: string; pid: number }) => `${p.name} root folder of ${p.comm} ${p.pid}`,
  'rules.held.exe': (p: { name: string; comm: string; pid: number }) => `${p.name} program of ${p.comm} ${p.pid}`,
  'rules.held.map': (p: { name: string; comm: string; pid: number }) => `${p.name} file mapped by ${p.comm} ${p.pid}`,
  'rules.held.file': (p: { name: string; comm: string; pid: number; fd: number }) =>
    `${p.name} file open in ${p.comm} ${p.pid} fd ${p.fd}`,
  'rules.held.detached': (p: { name: string; pid: number; fd: number }) =>
    `${p.name} detached mount in pid ${p.pid} fd ${p.fd}`,
  'rules.held.loop': (p: { name: string; device: string }) => `${p.name} a file in it backs ${p.device}`,
  'rules.held.swap': (p: { name: string; file: string }) => `${p.name} swap on ${p.file}`,
  'rules.held.dm': (p: { name: string; device: string }) => `${p.name} below device ${p.device}`,
  'rules.held.more': (p: { name: string; count: number }) => `${p.name} held by ${p.count} references`,
};
