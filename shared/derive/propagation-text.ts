import { msg, say } from '#shared/messages/index.ts';
import type { Mount } from '#shared/model/mount.ts';
import type { Propagation } from '#shared/parsers/mountinfo.ts';

/** The fallback /proc/PID/mounts has neither ids nor propagation; the model marks its rows with negative ids. */
export const propagationKnown = (mount: Pick<Mount, 'mountId'>): boolean => mount.mountId >= 0;

/** `shared 1`, `slave of 1`, `shared 23, slave of 1`, `private`, `unbindable`: the kernel's words, with the group. */
export function propagationText(propagation: Propagation): string {
  const { shared, master, unbindable } = propagation;
  if (shared !== null && master !== null) return say(msg('propagation.shared-slave', { shared, master }));
  if (shared !== null) return say(msg('propagation.shared', { shared }));
  if (master !== null) return say(msg('propagation.slave', { master }));
  return say(unbindable ? msg('propagation.unbindable') : msg('propagation.private'));
}

export const mountPropagationText = (mount: Pick<Mount, 'mountId' | 'shape'>): string =>
  propagationKnown(mount) ? propagationText(mount.shape.propagation) : say(msg('propagation.unknown'));
