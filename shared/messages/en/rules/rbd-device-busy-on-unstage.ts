/** */
export const rbdDeviceBusyOnUnstageWords = {
  'rule.rbd-device-busy-on-unstage.name': () => 'A volume device cannot be unmapped',
  'rule.rbd-device-busy-on-unstage.title': (p: { device: string }) =>
    `${p.device} cannot be unmapped: it is mounted in another namespace`,
  'rule.rbd-device-busy-on-unstage.statement': (p: {
    device: string;
    number: string;
    namespaces: number;
    mountPoint: string;
  }) =>
    `Unmapping ${p.device} (${p.number}) failed with "device or resource busy"; it is mounted in ${p.namespaces} other namespace(s), the first on ${p.mountPoint}.`,
  'rule.rbd-device-busy-on-unstage.why': () =>
    'The copy came with a volume over the kubelet folder and got no unmount event.',
  'rule.rbd-device-busy-on-unstage.wrong-if': () =>
    'It is wrong if a second pod on this node uses the same volume on purpose.',
  'rule.rbd-device-busy-on-unstage.restart': (p: { name: string }) =>
    `Restart the pod of ${p.name}; its copy goes with its mount namespace, then the volume detaches.`,
  'rule.rbd-device-busy-on-unstage.propagation': () =>
    'Give its volume over the kubelet folder mountPropagation: HostToContainer, so that it does not come back.',
  'rule.rbd-device-busy-on-unstage.no-force': () => 'Do not use "rbd unmap -o force": it fails writes in flight.',
  'rule.rbd-device-busy-on-unstage.unnamed': (p: { text: string }) =>
    `An unmap failed as busy, but the line names no device that was listed: ${p.text}`,
  'rule.rbd-device-busy-on-unstage.clear': (p: { refusals: number }) =>
    p.refusals === 0
      ? 'No unmap failed as busy.'
      : `${p.refusals} unmap(s) failed as busy; no other namespace has the device now, except as a volume of its own.`,
};
