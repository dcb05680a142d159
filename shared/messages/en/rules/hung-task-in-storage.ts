/** L-01 */
export const hungTaskInStorageWords = {
  'rule.hung-task-in-storage.name': () => 'A task hangs in storage code',
  'rule.hung-task-in-storage.title': (p: { comm: string; pid: number }) =>
    `${p.comm} (pid ${p.pid}) hangs in the kernel's storage code`,
  'rule.hung-task-in-storage.statement': (p: {
    comm: string;
    pid: number;
    seconds: number;
    where: string;
    still: boolean;
  }) =>
    `The kernel reports ${p.comm} (pid ${p.pid}) blocked for more than ${p.seconds} s in ${p.where}; ${p.still ? 'it still waits (state D).' : 'no such process waits any more.'}`,
  'rule.hung-task-in-storage.why': () =>
    'A task in D state cannot be killed; an unmount or a removal that waits for it hangs as well.',
  'rule.hung-task-in-storage.wrong-if': () => 'It is wrong as a present fault if the task went on since.',
  'rule.hung-task-in-storage.storage-first': () =>
    'Look at the device below first (a full or failed thin pool, a suspended device, a dead disk). Do not run lvs, df or sync meanwhile: they hang too.',
  'rule.hung-task-in-storage.clear': (p: { hung: number }) =>
    p.hung === 0
      ? 'The kernel reported no hung task.'
      : `The kernel reported ${p.hung} hung task(s), none with a frame of xfs, device-mapper or overlayfs.`,
};
