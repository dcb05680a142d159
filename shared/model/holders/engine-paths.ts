import type { MountShape } from '#shared/model/mount.ts';

/** Ends of the paths at which engines mount for a container; each holds an id that occurs once on a host. */
const tails =
  /\/((?:overlay2?|aufs)\/[^/]{12,}\/merged|aufs\/mnt\/[^/]+|devicemapper\/mnt\/[^/]+|io\.containerd\.runtime\.v[^/]+\/[^/]+\/[^/]+\/rootfs|containers\/[0-9a-f]{64}\/(?:mounts\/)?shm|sandboxes\/[^/]+\/shm|overlay-containers\/[^/]+\/userdata\/shm)$/;

/** The part of a path that the engine chose, below its data root; null for any other path. */
export const engineTail = (path: string): string | null => tails.exec(path)?.[1] ?? null;

/** Id of the read-write layer that an overlay writes to: `upperdir=…/overlay2/<id>/diff`. Lower folders do not count. */
export function upperLayer({ fsType, superOptions }: MountShape): string | null {
  if (fsType !== 'overlay') return null;
  const upper = superOptions.find((option) => option.startsWith('upperdir='));
  return /\/overlay2?\/([^/]+)\/(?:diff|upper)$/.exec(upper ?? '')?.[1] ?? null;
}
