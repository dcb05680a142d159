type Kept = 'process' | 'thread' | 'nsfs' | 'fd';

/** Who keeps the namespace of a copy alive; empty where it is lived in. */
const keeps = (kept: string, keeper: string): string =>
  ({
    process: '',
    thread: ` Only one thread is in this namespace (${keeper}), so /proc/PID/mountinfo does not show it.`,
    nsfs: ` No process is in this namespace; the pin ${keeper} keeps it.`,
    fd: ` No process is in this namespace; an open descriptor keeps it (${keeper}).`,
  })[kept as Kept];

/** The first process of a namespace started with it, so its copies date from then. */
const made = (since: string) => (since === '' ? '' : ` The namespace dates from ${since}.`);

/** Why a holder was not reached by the unmount, what frees it, and what the answer may lack. */
export const holderWords = {
  'holder.why.owner': (p: { container: string }) => `It is ${p.container}'s own, and the container is running.`,
  'holder.why.pod': (p: { container: string; owner: string }) =>
    `${p.container} shares it with ${p.owner}: they are in one pod, and it is running.`,
  'holder.why.engine': (p: { path: string }) =>
    `This is the engine's own mount at ${p.path}: it stays until the engine unmounts it.`,
  'holder.why.mounted': (p: { path: string }) => `It is mounted here, at ${p.path}, and nobody has unmounted it.`,
  'holder.why.shim': (p: { pid: number }) =>
    `The container's shim (pid ${p.pid}) lives in this namespace, and it is running.`,
  'holder.why.reached': (p: { kind: string; group: number; parentId: number; path: string }) =>
    `Its parent mount ${p.parentId} is ${p.kind === 'peer' ? 'in' : 'a slave of'} peer group ${p.group}: an unmount of ${p.path} where the engine runs reaches it.`,
  'holder.why.private': (p: {
    parentId: number;
    parentPoint: string;
    group: number;
    path: string;
    since: string;
    kept: string;
    keeper: string;
  }) =>
    `A private copy in this namespace: its parent mount ${p.parentId} (${p.parentPoint}) is in no peer group, so the unmount of ${p.path} in group ${p.group} did not reach it.${made(p.since)}${keeps(p.kept, p.keeper)}`,
  'holder.why.other-group': (p: {
    parentId: number;
    parentPoint: string;
    group: number;
    path: string;
    since: string;
    kept: string;
    keeper: string;
  }) =>
    `A copy in this namespace: its parent mount ${p.parentId} (${p.parentPoint}) receives nothing from peer group ${p.group}, in which ${p.path} was unmounted.${made(p.since)}${keeps(p.kept, p.keeper)}`,
  'holder.why.origin-private': (p: { path: string; kept: string; keeper: string }) =>
    `The mount that ${p.path} hangs on is in no peer group, so its unmount reaches no other namespace.${keeps(p.kept, p.keeper)}`,
  'holder.why.elsewhere': (p: { mountPoint: string; path: string; kept: string; keeper: string }) =>
    `Bound at another path, ${p.mountPoint}: an unmount of ${p.path} removes only what stands at that place.${keeps(p.kept, p.keeper)}`,
  'holder.why.bound-by-volume': (p: {
    container: string;
    source: string;
    destination: string;
    propagation: string;
    since: string;
  }) =>
    `Bound at ${p.destination} by the volume ${p.source} of ${p.container} (propagation ${p.propagation}): a mount of its own at another path, which no unmount elsewhere removes.${made(p.since)}`,
  'holder.why.copied-with-volume': (p: {
    container: string;
    source: string;
    destination: string;
    propagation: string;
    parentId: number;
    since: string;
  }) =>
    `Copied into ${p.container} with its volume ${p.source} on ${p.destination}, propagation ${p.propagation}: the parent mount ${p.parentId} is in no peer group of the host, so the unmount did not reach it.${made(p.since)}`,
  'holder.why.copied-slave-volume': (p: {
    container: string;
    source: string;
    destination: string;
    propagation: string;
  }) =>
    `Copied into ${p.container} with its volume ${p.source} on ${p.destination}, propagation ${p.propagation}, and not removed with the original.`,
  'holder.why.copy': (p: { mountPoint: string; kept: string; keeper: string }) =>
    `A mount of it stands at ${p.mountPoint} in this namespace; where it was to be unmounted is not known.${keeps(p.kept, p.keeper)}`,
  'holder.why.reference-detached': (p: { via: string; target: string }) =>
    `${reference(p.via, p.target)}, and no table has that mount any more: an unmount takes away names, not users.`,
  'holder.why.reference': (p: { via: string; target: string }) =>
    `${reference(p.via, p.target)}: as long as it is in use the mount there cannot go.`,
  'holder.why.detached': (p: { fd: number }) =>
    `Descriptor ${p.fd} is on a mount that stands in no namespace (open_tree, or detached since): no unmount can name it.`,
  'holder.why.device-open': (p: { fd: number; node: string }) =>
    `Descriptor ${p.fd} has the device node ${p.node} open.`,
  'holder.why.loop': (p: { name: string; backing: string }) =>
    `Loop device ${p.name} keeps the file ${p.backing} of this filesystem open.`,
  'holder.why.swap': (p: { path: string }) => `The kernel swaps to ${p.path}, a file of this filesystem.`,
  'holder.why.swap-device': (p: { path: string }) => `The kernel swaps to ${p.path}.`,
  'holder.why.swap-likely': (p: { path: string }) =>
    `The kernel swaps to ${p.path}, a path relative to a detached mount. Its filesystem cannot be read, but nothing else explains why this device is open.`,
  'holder.why.dm': (p: { name: string }) => `Device-mapper device ${p.name} stands on it.`,
  'holder.why.in-namespace': (p: { processes: number }) =>
    p.processes === 1 ? 'One process lives in it.' : `${p.processes} processes live in it.`,
  'holder.why.thread-in-namespace': (p: { tid: number }) => `Thread ${p.tid} is in it, though its process is not.`,
  'holder.why.pin': (p: { path: string }) => `It is pinned by the nsfs mount ${p.path}.`,
  'holder.why.namespace-fd': (p: { fd: number }) => `Descriptor ${p.fd} is open on it.`,

  'holder.free.umount-process': (p: { path: string; pid: number; startTicks: string; what: string }) =>
    `Unmount the copy ${p.path} in the namespace of ${p.what} (pid ${p.pid}, start tick ${p.startTicks}). It ends no process.`,
  'holder.free.umount-container': (p: { path: string; pid: number; startTicks: string; container: string }) =>
    `Unmount the copy ${p.path} in ${p.container} (pid ${p.pid}, start tick ${p.startTicks}). It ends no process; where the image has no umount, restart ${p.container} instead.`,
  'holder.free.umount-thread': (p: { path: string; pid: number; tid: number }) =>
    `Unmount the copy ${p.path} in the namespace of thread ${p.tid} of process ${p.pid}.`,
  'holder.free.umount-pin': (p: { path: string; pin: string }) =>
    `Unmount the copy ${p.path} in the namespace that ${p.pin} pins.`,
  'holder.free.umount-fd': (p: { path: string; pid: number; fd: number }) =>
    `Unmount the copy ${p.path} in the namespace that descriptor ${p.fd} of process ${p.pid} keeps.`,
  'holder.free.umount-host': (p: { path: string }) => `Unmount ${p.path} on the host.`,
  'holder.free.restart': (p: { container: string; destination: string }) =>
    `Restart ${p.container}: the mount is its own volume on ${p.destination}, and goes with its namespace.`,
  'holder.free.restart-process': (p: { container: string }) =>
    `Restart ${p.container}: its first process uses the filesystem.`,
  'holder.free.delete-pod': (p: { container: string; pod: string }) =>
    `Delete the pod ${p.pod} of container ${p.container}, so that its controller makes it anew without the copy.`,
  'holder.free.restart-unit': (p: { unit: string; pid: number }) =>
    `Restart ${p.unit}: its main process ${p.pid} uses the filesystem.`,
  'holder.free.kill': (p: { pid: number; comm: string; startTicks: string }) =>
    `End process ${p.pid} (${p.comm}), after its owner agrees. The command does nothing when the pid is another process by now (start tick ${p.startTicks}).`,
  'holder.free.losetup': (p: { name: string }) => `Detach loop device ${p.name}, when nothing uses it any more.`,
  'holder.free.swapoff': (p: { path: string }) => `Stop swapping to ${p.path}.`,
  'holder.free.swapoff-detached': (p: { path: string }) =>
    `Stop swapping to ${p.path}: the path is relative to a detached mount, so mount the device once more and name the file there.`,
  'holder.free.dm': (p: { name: string }) => `Remove device-mapper device ${p.name}, when nothing uses it any more.`,
  'holder.free.lvm': (p: { name: string }) =>
    `Deactivate the logical volume behind ${p.name} with lvchange -an, when nothing uses it any more.`,
  'holder.free.unpin': (p: { path: string }) => `Remove the pin ${p.path}, after its owner agrees.`,
  'holder.free.check': (p: { device: string }) => `Check: the open count of ${p.device} must be 0.`,
  'holder.free.check-gone': (p: { device: string }) =>
    `Check: ${p.device} must be gone, since its removal was deferred until nobody has it open: this prints nothing. A line tells how many openers are left.`,
  'holder.free.remove': (p: { container: string }) => `Then remove the container ${p.container}.`,

  'holder.doubt.not-root': () =>
    'The evidence was read without full privilege: namespaces and descriptors of other users may be missing.',
  'holder.doubt.tables': (p: { count: number }) =>
    p.count === 1
      ? 'The table of 1 mount namespace could not be read.'
      : `The tables of ${p.count} mount namespaces could not be read.`,
  'holder.doubt.fallback': (p: { count: number }) =>
    `${p.count} mount tables were read without ids and device numbers: copies in them may be missed.`,
  'holder.doubt.loops': (p: { count: number }) => `The filesystem of ${p.count} loop files is not known.`,
  'holder.doubt.collector': (p: { collector: string; because: string }) =>
    `The evidence "${p.collector}" is not complete: ${p.because}.`,
};

function reference(via: string, target: string): string {
  switch (via) {
    case 'cwd':
      return `Its working directory is ${target} on this filesystem`;
    case 'root':
      return `Its root directory is ${target} on this filesystem`;
    case 'exe':
      return `It runs the program ${target} from this filesystem`;
    case 'map':
      return `It has the file ${target} of this filesystem mapped into memory`;
    default:
      return `It has ${target} of this filesystem open`;
  }
}
