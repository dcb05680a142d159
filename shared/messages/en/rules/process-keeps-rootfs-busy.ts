/** R-19 */
export const processKeepsRootfsBusyWords = {
  'rule.process-keeps-rootfs-busy.name': () => 'A process keeps a rootfs busy',
  'rule.process-keeps-rootfs-busy.title': (p: { comm: string; pid: number }) =>
    `${p.comm} (pid ${p.pid}) keeps a container's rootfs busy`,
  'rule.process-keeps-rootfs-busy.statement': (p: {
    path: string;
    comm: string;
    pid: number;
    via: string;
    seconds: number;
  }) =>
    `The engine could not unmount ${p.path}${p.seconds < 0 ? '' : ` ${p.seconds} s before the capture`}; ${p.comm} (pid ${p.pid}) has its ${p.via} in it.`,
  'rule.process-keeps-rootfs-busy.why': () =>
    'A mount cannot go while a process has its root, folder or program on it.',
  'rule.process-keeps-rootfs-busy.wrong-if': () =>
    'It is wrong if the container was started again since, and this is its new process.',
  'rule.process-keeps-rootfs-busy.kill': (p: { comm: string; pid: number }) =>
    `End ${p.comm} (pid ${p.pid}) after its owner agrees; the engine then unmounts by itself, or restart its shim.`,
  'rule.process-keeps-rootfs-busy.waiting': (p: { comm: string; pid: number; path: string }) =>
    `${p.comm} (pid ${p.pid}) is below ${p.path}, but in D state: it waits for storage and cannot be killed. Look at the storage first.`,
  'rule.process-keeps-rootfs-busy.clear': (p: { lines: number }) =>
    p.lines === 0
      ? 'No engine reported a busy rootfs.'
      : `${p.lines} line(s) report a busy rootfs, and no process is below one of them any more.`,
};
