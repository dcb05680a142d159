export const sosreportWords = {
  'sosreport.never': (p: { version: string; command: string }) =>
    `sos${p.version} takes no such thing. This takes it: ${p.command}`,
  'sosreport.not-here': (p: { plugin: string; command: string }) =>
    `this sosreport does not hold it${p.plugin === '' ? '' : ` (plugin ${p.plugin})`}. This takes it: ${p.command}`,
  'sosreport.plugin-timed-out': (p: { plugin: string; command: string }) =>
    `sos stopped its plugin ${p.plugin} at its time-out. This takes it: ${p.command}`,
  'sosreport.command-failed': (p: { exec: string; code: number; command: string }) =>
    `"${p.exec}" ended with ${p.code} and printed nothing. This takes it: ${p.command}`,
  'sosreport.limit': (p: { member: string }) => `${p.member} was read only up to a limit of this program`,
  'sosreport.cut-member': (p: { member: string }) => `the archive ends inside ${p.member}`,
  'sosreport.tailed': (p: { member: string }) => `sos kept only the end of it: ${p.member}`,
  'sosreport.inferred': (p: { groups: number; processes: number; empty: number; undecided: number; command: string }) =>
    `inferred: ${p.groups} mount namespaces from the mount ids of ${p.processes} processes, as sos does not read /proc/PID/ns. Their numbers are mount ids, not inodes; network namespaces, and mount namespaces of threads, pins and descriptors alone, are not known${
      p.empty > 0 ? `; the table of ${p.empty} processes is empty (detached or chroot'ed root)` : ''
    }${p.undecided > 0 ? `; of ${p.undecided} processes too little is seen` : ''}. This takes them: ${p.command}`,
  'sosreport.one-table': (p: { command: string }) =>
    `only the table of sos itself: this version does not read /proc/PID/mountinfo. This takes the others: ${p.command}`,
  'sosreport.tables-of-groups': (p: { tables: number; groups: number; command: string }) =>
    `${p.tables} of ${p.groups} tables are kept, one a namespace; the others were over a limit of this program. This takes them: ${p.command}`,
  'sosreport.tables-inhabited': (p: { tables: number; command: string }) =>
    `${p.tables} tables, of namespaces with a process in them. Those that only a thread, a pin or a descriptor keeps were not read. This takes the threads' ones: ${p.command}`,
  'sosreport.running-only': (p: { inspected: number; listed: number; command: string }) =>
    `${p.inspected} of ${p.listed} containers were inspected: sos inspects the running ones only, unless told docker.all. This takes the others: ${p.command}`,
  'sosreport.one-docker': (p: { daemons: number; pids: string; command: string }) =>
    `${p.daemons} docker daemons run (pids ${p.pids}), and sos asks only the one at the usual socket. This takes the others, with the data root of each: ${p.command}`,
  'sosreport.inspect-devices': (p: { command: string }) =>
    `only the thin devices of inspected containers: docker's own metadata was not taken. This takes it: ${p.command}`,
  'sosreport.lsof': (p: { command: string }) =>
    `lsof -b: it names no mount ids, and not the files of a detached filesystem. This takes them: ${p.command}`,
  'sosreport.storage-lists': (p: { command: string }) =>
    `It lists the layers, not the images and containers. This takes the others: ${p.command}`,
  'sosreport.loop-files': (p: { command: string }) =>
    `the file of each loop device, not the filesystem it is on. This takes it: ${p.command}`,
  'sosreport.timed-out-plugins': (p: { plugins: string }) => `sos stopped at their time-out: ${p.plugins}`,
  'sosreport.oddities': (p: { count: number; first: string }) =>
    `${p.count} members of the archive are odd and were not read: ${p.first}`,
};
