import { type Absent, notCollected, unparsable } from '#shared/base/absent.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import type { ContainerdMetadata } from '#shared/containerd-metadata/containerd-metadata.ts';
import { type DevmapperStore, readDevmapperStore } from '#shared/containerd-metadata/devmapper-store.ts';
import { readContainerdMetadata } from '#shared/containerd-metadata/read-metadata.ts';
import { readSnapshotStore, type SnapshotStore } from '#shared/containerd-metadata/snapshot-store.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';

/** A database file of one containerd, and what was read of it. */
export interface DatabaseFile<T> {
  /** Data root of its containerd. */
  readonly root: string;
  readonly path: string;
  /** Id of its record. */
  readonly evidence: string;
  readonly rows: T | Absent;
}

export interface SnapshotterFile<T> extends DatabaseFile<T> {
  /** `overlayfs`, `native`, `devmapper`, … */
  readonly driver: string;
}

export interface ContainerdDatabases {
  readonly metadata: readonly DatabaseFile<ContainerdMetadata>[];
  readonly snapshotters: readonly SnapshotterFile<SnapshotStore>[];
  readonly devmapper: readonly SnapshotterFile<DevmapperStore>[];
  /** Why a database that is in no list is not: nobody looked, or there is none. */
  readonly otherwise: Absent;
}

const prefix = 'containerd-databases/';
const metadataPath = /^(.*)\/io\.containerd\.metadata\.v1\.bolt\/meta\.db$/s;
const snapshotterPath = /^(.*)\/io\.containerd\.snapshotter\.v1\.([^/]+)\/([^/]+\.db)$/s;

export function readDatabases(evidence: Evidence): ContainerdDatabases {
  const metadata: DatabaseFile<ContainerdMetadata>[] = [];
  const snapshotters: SnapshotterFile<SnapshotStore>[] = [];
  const devmapper: SnapshotterFile<DevmapperStore>[] = [];
  for (const id of evidence.records.keys()) {
    if (!id.startsWith(prefix)) continue;
    const path = `/${id.slice(prefix.length).replace(/^\/+/, '')}`;
    const meta = metadataPath.exec(path);
    if (meta) metadata.push({ root: meta[1]!, path, evidence: id, rows: open(evidence, id, readContainerdMetadata) });
    const own = snapshotterPath.exec(path);
    if (!own) continue;
    const file = { root: own[1]!, driver: own[2]!, path, evidence: id };
    if (own[3] === 'metadata.db') snapshotters.push({ ...file, rows: open(evidence, id, readSnapshotStore) });
    else if (own[2] === 'devmapper') devmapper.push({ ...file, rows: open(evidence, id, readDevmapperStore) });
  }
  const whole = evidence.records.get('containerd-databases');
  return {
    metadata,
    snapshotters,
    devmapper,
    otherwise: whole ? evidence.absence('containerd-databases') : notCollected('containerd-databases'),
  };
}

function open<T>(
  evidence: Evidence,
  id: string,
  read: (database: Extract<ReturnType<typeof openBolt>, { ok: true }>['value']) => T,
): T | Absent {
  const { body, end } = evidence.records.get(id)!;
  if (end.kind !== 'complete' || body.length === 0) return evidence.absence(id);
  const opened = openBolt(body);
  return opened.ok ? read(opened.value) : unparsable(`${id}: ${opened.error.because}`);
}
