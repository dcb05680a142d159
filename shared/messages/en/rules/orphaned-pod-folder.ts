import { mnt } from '#shared/messages/en/namespace-name.ts';

/** */
export const orphanedPodFolderWords = {
  'rule.orphaned-pod-folder.name': () => 'The folder of a pod that is gone',
  'rule.orphaned-pod-folder.title': (p: { uid: string }) => `Pod ${p.uid} is gone, and its folder is still there`,
  'rule.orphaned-pod-folder.empty': (p: { uid: string; folder: string }) =>
    `The kubelet reports pod ${p.uid} as orphaned; no runtime knows it, ${p.folder} exists, and nothing is mounted below it in any table that was read.`,
  'rule.orphaned-pod-folder.mounted': (p: { uid: string; folder: string; mounts: number; namespaces: number }) =>
    `The kubelet reports pod ${p.uid} as orphaned; no runtime knows it, and ${p.mounts} mount(s) below ${p.folder} are left in ${p.namespaces} mount namespace(s).`,
  'rule.orphaned-pod-folder.why': () =>
    'The kubelet does not remove a pod folder while anything is left in its volume folders.',
  'rule.orphaned-pod-folder.wrong-if': () => 'It is wrong if the API server still has the pod.',
  'rule.orphaned-pod-folder.not-looked-at': () =>
    'The API server was not asked, and no file below the folder was read.',
  'rule.orphaned-pod-folder.never-rm': () => 'Never use rm -r here: what is still mounted below would lose its data.',
  'rule.orphaned-pod-folder.umount': (p: { mountPoint: string; namespace: number }) =>
    `Unmount ${p.mountPoint} in ${mnt(p.namespace)}, then capture again before anything is removed.`,
  'rule.orphaned-pod-folder.rmdir': () => 'Remove the empty folders only, without crossing into another filesystem.',
  'rule.orphaned-pod-folder.restart': () => 'Restart the kubelet if it keeps complaining.',
  'rule.orphaned-pod-folder.no-pods': () => 'There are no pod folders of a kubelet on this host.',
  'rule.orphaned-pod-folder.clear': (p: { complaints: number }) =>
    p.complaints === 0
      ? 'The kubelet did not report an orphaned pod.'
      : `The kubelet reported ${p.complaints} orphaned pod(s); each is known to the runtime or its folder is gone.`,
};
