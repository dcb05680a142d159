/**
 * What a traced process tree did to its host, from `strace -f` output. A pure function, so that a planted violation can
 * prove that each kind is seen.
 */

/** System calls to trace: everything that writes, mounts, renames or enters. */
export const tracedCalls = [
  'execve,execveat,clone,clone3,fork,vfork,setns,unshare,open,openat,openat2,creat,mount,umount2,move_mount,open_tree,fsopen,fsmount',
  'fsconfig,mount_setattr,pivot_root,chroot,unlink,unlinkat,mkdir,mkdirat,rmdir,rename,renameat,renameat2,link,linkat,symlink,symlinkat',
  'mknod,mknodat,chmod,fchmod,fchmodat,chown,lchown,fchown,fchownat,truncate,ftruncate,utimensat,setxattr,lsetxattr,fsetxattr,swapon,swapoff',
  'socket,connect,bind,ioctl',
].join(',');

/** Opens for writing that touch no file of the host. */
const harmless = /^"(\/dev\/null|\/dev\/tty|\/dev\/stderr|\/proc\/self\/fd\/2)"$/;
const changes =
  /^(creat|mount|umount2|move_mount|open_tree|fsopen|fsmount|fsconfig|mount_setattr|pivot_root|chroot|unlink(at)?|mkdir(at)?|rmdir|rename(at2?)?|link(at)?|symlink(at)?|mknod(at)?|f?chmod(at)?|l?chown|fchown(at)?|f?truncate|utimensat|[lf]?setxattr|swapon|swapoff|unshare|bind)$/;

export interface Footprint {
  readonly violations: readonly string[];
  /** Proof that something was traced at all. */
  readonly opens: number;
  readonly executions: number;
  readonly entries: number;
}

export function footprintOf(trace: string): Footprint {
  const violations: string[] = [];
  const entered = new Set<string>();
  const program = new Map<string, string>();
  let opens = 0;
  let executions = 0;
  let entries = 0;
  for (const line of joinUnfinished(trace)) {
    const match = /^(\d+) +(\w+)\((.*)\) += +(-?\d+|\?)/.exec(line);
    if (!match) continue;
    const [, pid = '', call = '', args = '', result = ''] = match;
    const failed = result.startsWith('-');
    if (/^(clone3?|v?fork)$/.test(call) && !failed) program.set(result, program.get(pid) ?? '');
    if (call === 'execve' || call === 'execveat') {
      if (entered.has(pid)) violations.push(`executed inside an entered namespace: ${line}`);
      if (failed) continue;
      executions++;
      program.set(pid, /^"([^"]*)"/.exec(args)?.[1] ?? '');
    } else if (call === 'setns') {
      entries++;
      entered.add(pid);
      if (!/\/(perl|python3[.\d]*)$/.test(program.get(pid) ?? ''))
        violations.push(`entered by ${program.get(pid)}: ${line}`);
    } else if (/^open(at2?)?$/.test(call)) {
      opens++;
      const file = call === 'open' ? (/^("[^"]*")/.exec(args)?.[1] ?? '') : (/^[^,]+, ("[^"]*")/.exec(args)?.[1] ?? '');
      const writes = /\bO_(WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)\b/.test(args);
      if (!failed && writes && !harmless.test(file)) violations.push(line);
    } else if (changes.test(call) && !failed) violations.push(line);
    else if (call === 'connect' && !failed && !/nscd/.test(args)) violations.push(line);
  }
  return { violations, opens, executions, entries };
}

/** A call that another process interrupted stands on two lines: `… <unfinished ...>` and `<... call resumed>…`. */
function joinUnfinished(trace: string): string[] {
  const open = new Map<string, string>();
  const whole: string[] = [];
  for (const line of trace.split('\n')) {
    const pid = line.slice(0, line.indexOf(' '));
    const resumed = /^\d+ +<\.\.\. \w+ resumed>(.*)$/.exec(line);
    if (line.includes('<unfinished ...>')) open.set(pid, line.replace(/ *<unfinished \.\.\.>$/, ''));
    else if (resumed) {
      whole.push(`${open.get(pid) ?? ''}${resumed[1]}`);
      open.delete(pid);
    } else whole.push(line);
  }
  return [...whole, ...open.values()];
}
