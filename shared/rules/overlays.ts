import type { OverlayMount } from '#shared/model/layers.ts';

/** Inodes of the mount namespaces in whose tables it stands. */
export const namespacesOfOverlay = ({ mounts }: OverlayMount): readonly number[] => [
  ...new Set(mounts.map((key) => Number(key.slice(0, key.indexOf('/'))))),
];
