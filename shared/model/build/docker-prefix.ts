import type { BlockDevice } from '#shared/model/block.ts';
import type { DockerDevice } from '#shared/parsers/docker-devices.ts';
import type { FolderInode } from '#shared/parsers/folder-inodes.ts';

/**
 * What docker puts before the hash in a device's name, `docker-<major>:<minor>-<inode>`, by data root: taken from any
 * active device whose hash is in that root's metadata, so two daemons on one filesystem are told apart.
 */
export function dmPrefixes(
  devices: readonly DockerDevice[],
  blocks: readonly BlockDevice[],
): ReadonlyMap<string, string> {
  const rootOf = new Map(devices.map((d) => [d.hash, d.engineRoot]));
  const prefixes = new Map<string, string>();
  for (const { dmName } of blocks) {
    const match = /^(docker-\d+:\d+-\d+)-([0-9a-f]{64})$/.exec(dmName ?? '');
    const root = match ? rootOf.get(match[2]!) : undefined;
    if (match && root !== undefined) prefixes.set(root, match[1]!);
  }
  return prefixes;
}

/** The same from the folder that docker takes the numbers from (deviceset.go: `st.Dev`, `st.Ino` of `<root>/devicemapper`). */
export const dmPrefixOfFolder = (folder: FolderInode): string => `docker-${folder.device}-${folder.inode}`;
