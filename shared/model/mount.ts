import type { Absent } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { MountShape } from '#shared/parsers/mountinfo.ts';

export type { MountShape, Propagation } from '#shared/parsers/mountinfo.ts';

/** One mount object of the kernel. Key: `${namespace}/${mountId}`. */
export interface Mount {
  /** Inode of the mount namespace whose table it stands in. */
  readonly namespace: number;
  /** Unique on the host while the mount lives; ids are used again afterwards. */
  readonly mountId: number;
  /** May name a mount outside this table: the parent can lie outside the reader's root. */
  readonly parentId: number;
  readonly shape: MountShape;
  readonly evidence: string;
  readonly line: number;
}

export const mountRef = (m: Mount): SourceRef => ({ evidence: m.evidence, line: m.line });

/** Four ways a mount namespace stays alive; each has its own cure. */
export type NamespaceHold =
  | { readonly by: 'process'; readonly pid: number; readonly source: SourceRef }
  | { readonly by: 'thread'; readonly pid: number; readonly tid: number; readonly source: SourceRef }
  /** A bind mount of the namespace's nsfs file; `inNamespace` is where that mount is. */
  | {
      readonly by: 'nsfs';
      readonly path: string;
      readonly inNamespace: number;
      readonly mountId: number;
      readonly source: SourceRef;
    }
  | { readonly by: 'fd'; readonly pid: number; readonly fd: number; readonly source: SourceRef };

export interface MountNamespace {
  /** Inode of /proc/<pid>/ns/mnt: equal inode, same namespace. Where it is `inferred`, the id of its root mount instead. */
  readonly inode: number;
  /**
   * Nobody read its inode: it was rebuilt from mount ids that processes share (shared/sosreport/mount-groups.ts). Left out
   * where the inode is known, also of a pin in a source whose other namespaces are inferred.
   */
  readonly inferred?: true;
  /** Every hold found, processes first, each list in pid order. */
  readonly heldBy: readonly NamespaceHold[];
  /** Lowest pid in it; null when only a thread, a pin or a descriptor keeps it. */
  readonly leaderPid: number | null;
}

/** How the table of one namespace was read. A namespace without a row here was never asked; with an Absent `mounts` it could not be read. */
export interface MountTable {
  readonly namespace: number;
  readonly evidence: string;
  /** `mountinfo`; `mounts` = the fallback without ids and propagation (rows get negative mount ids, private-unknown). */
  readonly format: 'mountinfo' | 'mounts';
  /** Number of rows, or why there are none. An empty table of a process whose root is detached is `unreadable`. */
  readonly mounts: number | Absent;
  /** Kernels < 5.8: two readings differed. Null: one reading was enough. */
  readonly stable: boolean | null;
}
