import { duration } from '#shared/messages/en/rules/duration.ts';

/** Words for `via` as a person reads them. */
const kept = (via: string) =>
  via
    .split(', ')
    .map(
      (v) =>
        ({
          root: 'the root folder of a process',
          cwd: 'the working directory of a process',
          exe: 'a running program',
          fd: 'an open file',
          map: 'a mapped file',
          detached: 'a descriptor on the mount itself',
          loop: 'a loop device',
          swap: 'a swap file',
          dm: 'a device-mapper device',
          mount: 'a filesystem on top of it',
        })[v] ?? v,
    )
    .join(', ');

/** R-06 */
export const detachedMountReferencedWords = {
  'rule.detached-mount-referenced.name': () => 'A filesystem without any mount is still in use',
  'rule.detached-mount-referenced.statement': (p: {
    name: string;
    device: string;
    holders: number;
    via: string;
    seconds: number;
  }) =>
    `${p.device} of ${p.name} is held past every mount table by ${kept(p.via)}${p.holders > 1 ? ` (${p.holders} references)` : ''}, ${duration(p.seconds)} after it ended.`,
  'rule.detached-mount-referenced.no-owner': (p: {
    name: string;
    device: string;
    holders: number;
    via: string;
    seconds: number;
  }) =>
    `No mount table has ${p.device} (${p.name}) any more, but it is held by ${kept(p.via)}${p.holders > 1 ? ` (${p.holders} references)` : ''}; seen again after ${duration(p.seconds)}.`,
  'rule.detached-mount-referenced.wrong-if': (p: { device: string }) =>
    `It is wrong if a mount of ${p.device} stands in a namespace whose table was not read.`,
  'rule.detached-mount-referenced.opener': (p: { name: string; device: string; pid: number; comm: string }) =>
    `${p.device} of ${p.name} is open, and all that was found is ${p.comm} (pid ${p.pid}) with the device node open: a tool that reads the disk may be done in a moment.`,
  'rule.detached-mount-referenced.unexplained': (p: { name: string; device: string; tables: number }) =>
    `${p.device} of ${p.name} is open, but nothing that holds it was found in ${p.tables} mount tables, the descriptors, loop and swap devices.`,
  'rule.detached-mount-referenced.clear': () =>
    'Nothing refers to the filesystem of a dead or removed container past the mount tables.',
};
