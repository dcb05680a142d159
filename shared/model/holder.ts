import type { Absent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';

/**
 * One reference that keeps a superblock (or a mount) alive: a row of `who`.
 *
 * `via` is the reference that must go. cwd, root, exe, fd and map stand before
 * `detached`, which is only for a descriptor on the mount itself (open_tree). A
 * copy of the mount in a namespace is `mount`, and who keeps that namespace is
 * `namespace.heldBy`.
 */
export interface Holder {
  readonly via: 'mount' | 'root' | 'cwd' | 'exe' | 'fd' | 'map' | 'detached' | 'loop' | 'swap' | 'dm';
  readonly namespace:
    | {
        readonly id: number;
        readonly heldBy: 'process' | 'thread' | 'nsfs' | 'fd';
        readonly pin: string | null;
        readonly processes: number;
      }
    | Absent;
  readonly process:
    | {
        readonly pid: number;
        readonly tid: number | null;
        readonly startTicks: number | Absent;
        readonly comm: string | Absent;
        readonly unit: string | null;
      }
    | Absent;
  readonly fd: number | Absent;
  /** The stack between the thing asked for and the reference: loop, swap, dm, nearest first. */
  readonly through: readonly {
    readonly kind: 'loop' | 'swap' | 'dm';
    readonly name: string;
    readonly backing: string;
  }[];
  readonly container:
    | {
        readonly id: string;
        readonly name: string;
        readonly runtime: string;
        readonly state: string;
        readonly pod:
          | { readonly uid: string; readonly name: string | Absent; readonly namespace: string | Absent }
          | Absent;
      }
    | Absent;
  /** The volume of `container` through which the copy came; not-applicable where no volume explains it. */
  readonly volume: { readonly source: string; readonly destination: string; readonly propagation: string } | Absent;
  readonly mount:
    | {
        readonly id: number;
        readonly device: string;
        readonly mountPoint: string;
        readonly source: string;
        readonly fsType: string;
        readonly shared: number | null;
        readonly master: number | null;
      }
    | Absent;
  /** Why the unmount did not reach it: one sentence. */
  readonly why: Message;
  /** Its presence is by design: the running owner itself, its engine, its shim. */
  readonly legitimate: boolean;
  readonly sources: readonly SourceRef[];
}
