import type { Absent } from '#shared/base/absent.ts';
import type {
  ContainerdBlob,
  ContainerdContainer,
  ContainerdImage,
  ContainerdIngest,
  ContainerdLease,
  ContainerdNamespace,
  ContainerdSandbox,
  ContainerdSnapshot,
  Store,
} from '#shared/containerd-metadata/rows.ts';

/** What containerd's meta.db says, every namespace in one: rows in the order of namespace and key. */
export interface ContainerdMetadata extends Store {
  /** `version` of schema v1; not-applicable: no such schema in this file. */
  readonly schemaVersion: number | Absent;
  readonly namespaces: readonly ContainerdNamespace[];
  readonly images: readonly ContainerdImage[];
  readonly containers: readonly ContainerdContainer[];
  readonly snapshots: readonly ContainerdSnapshot[];
  readonly blobs: readonly ContainerdBlob[];
  readonly ingests: readonly ContainerdIngest[];
  readonly leases: readonly ContainerdLease[];
  readonly sandboxes: readonly ContainerdSandbox[];
}
