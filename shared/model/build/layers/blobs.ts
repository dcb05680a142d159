import { type Absent, isAbsent, notCollected } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { ContainerdDatabases } from '#shared/model/build/layers/databases.ts';
import type { ContentBlob } from '#shared/model/layers.ts';
import { parseSizedPaths } from '#shared/parsers/sized-paths.ts';

const record = 'image-content/blobs';
const blobPath = /^(.*)\/io\.containerd\.content\.v1\.content\/blobs\/([^/]+)\/([^/]+)$/s;

/** Every blob that is on the disk or in a namespace's list. */
export function buildBlobs(evidence: Evidence, databases: ContainerdDatabases): readonly ContentBlob[] {
  const blobs = new Map<string, ContentBlob>();
  const end = evidence.records.get(record)?.end.kind;
  const missing: false | Absent =
    end === 'complete' ? false : end === undefined ? notCollected('image-content') : evidence.absence(record);
  for (const { line, size, path } of evidence.rows(record, parseSizedPaths)) {
    const match = blobPath.exec(path);
    if (!match) continue;
    const [, root, algorithm, hex] = match as unknown as [string, string, string, string];
    const digest = `${algorithm}:${hex}`;
    const source = { evidence: record, line };
    blobs.set(`${root}/${digest}`, { root, digest, path, size: bytes(size), present: true, namespaces: [], source });
  }
  for (const { root, evidence: id, rows } of databases.metadata) {
    for (const { namespace, digest, size } of isAbsent(rows) ? [] : rows.blobs) {
      const key = `${root}/${digest}`;
      const known = blobs.get(key);
      blobs.set(
        key,
        known
          ? { ...known, namespaces: [...known.namespaces, namespace] }
          : {
              root,
              digest,
              path: `${root}/io.containerd.content.v1.content/blobs/${digest.replace(':', '/')}`,
              size,
              present: missing,
              namespaces: [namespace],
              source: { evidence: id, line: 0, bucket: `v1/${namespace}/content/blob/${digest}` },
            },
      );
    }
  }
  return [...blobs.values()];
}
