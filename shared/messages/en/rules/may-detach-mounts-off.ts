const held = (count: number) => (count > 0 ? ` ${count} removed container(s) are held on this host.` : '');

/** */
export const mayDetachMountsOffWords = {
  'rule.may-detach-mounts-off.name': () => 'The kernel does not detach mounts of other namespaces',
  'rule.may-detach-mounts-off.title': () => 'fs.may_detach_mounts is 0',
  'rule.may-detach-mounts-off.old-title': (p: { kernel: string }) =>
    `Kernel ${p.kernel} cannot detach mounts of other namespaces`,
  'rule.may-detach-mounts-off.statement': (p: { kernel: string; held: number }) =>
    `Kernel ${p.kernel} can detach mounts of other namespaces, but fs.may_detach_mounts is 0.${held(p.held)}`,
  'rule.may-detach-mounts-off.old': (p: { kernel: string; held: number }) =>
    `Kernel ${p.kernel} is older than RHEL 7.4's 3.10.0-693 and has no fs.may_detach_mounts.${held(p.held)}`,
  'rule.may-detach-mounts-off.why': () =>
    'Without it a directory that is a mountpoint in any other namespace cannot be removed, so each private copy blocks a removal.',
  'rule.may-detach-mounts-off.wrong-if': () =>
    'dockerd 17.09 and later writes 1 when it starts: it is wrong if that happened after the capture.',
  'rule.may-detach-mounts-off.set': () => 'Turn it on.',
  'rule.may-detach-mounts-off.persist': () => 'Keep it: put fs.may_detach_mounts = 1 into a file in /etc/sysctl.d.',
  'rule.may-detach-mounts-off.upgrade': () =>
    'Upgrade to RHEL or CentOS 7.4 or later, then set fs.may_detach_mounts=1.',
  'rule.may-detach-mounts-off.no-kernel': () => 'The kernel release is not known.',
  'rule.may-detach-mounts-off.other-kernel': (p: { kernel: string }) =>
    `Kernel ${p.kernel} is none of RHEL 7's; Linux detaches such mounts by itself since 3.15.`,
  'rule.may-detach-mounts-off.unread': (p: { kernel: string }) =>
    `Kernel ${p.kernel} has fs.may_detach_mounts, but its value was not read.`,
  'rule.may-detach-mounts-off.clear': () => 'fs.may_detach_mounts is 1.',
};
