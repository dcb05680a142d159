/** Q-01 */
export const captureNotPrivilegedWords = {
  'rule.capture-not-privileged.name': () => 'The capture could not see everything',
  'rule.capture-not-privileged.title': () => 'This capture could not see everything on the host',
  'rule.capture-not-privileged.statement': (p: { user: string; uid: number; hidepid: number; collectors: number }) =>
    `It ran as ${p.user || 'a user'} (uid ${p.uid})${p.hidepid > 0 ? `, and /proc has hidepid=${p.hidepid}` : ''}. What ${p.collectors} collector(s) found stands; that they found nothing more means nothing.`,
  'rule.capture-not-privileged.why-uid': () =>
    "The links and tables of other users' processes may be read by root only.",
  'rule.capture-not-privileged.why-contained': () =>
    'It has all rights, and may still not read the namespaces of pid 1: it ran inside a container or a user namespace, not on the host itself.',
  'rule.capture-not-privileged.why-hidepid': () => "hidepid hides other users' processes, even that they exist.",
  'rule.capture-not-privileged.again': () => 'Capture again as root, or as a user who may use sudo (--elevate sudo).',
  'rule.capture-not-privileged.unknown': () => 'As whom the capture ran is not known.',
  'rule.capture-not-privileged.clear': (p: { user: string }) =>
    `The capture ran as ${p.user || 'root'} with all rights in the initial user namespace.`,
};
