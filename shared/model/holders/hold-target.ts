import type { Subject } from '#shared/model/subject.ts';

/** What is asked about: a superblock (whole, or one folder of it), or a mount namespace. */
export type HoldTarget =
  | {
      readonly kind: 'superblock';
      /** `major:minor`; the only key. A path never matches by itself. */
      readonly device: string;
      /**
       * Only mounts of this folder of the filesystem count; null for the whole. Used where the thing asked for is a
       * folder of a filesystem that others live on too (a shm that was no mount of its own).
       */
      readonly within: string | null;
    }
  | { readonly kind: 'namespace'; readonly inode: number };

export const superblock = (device: string, within: string | null = null): HoldTarget => ({
  kind: 'superblock',
  device,
  within,
});

export interface Resolution {
  /** What the needle names, most specific first. */
  readonly resolved: readonly [Subject, ...Subject[]];
  readonly targets: readonly HoldTarget[];
  /** Asked about only when nothing holds the targets against the owner's will: the shm of a removed container. */
  readonly otherwise: readonly HoldTarget[];
}
