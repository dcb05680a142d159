import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { dumpBolt } from '#shared/bbolt/dump.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';
import { readDevmapperStore } from '#shared/containerd-metadata/devmapper-store.ts';
import { readContainerdMetadata } from '#shared/containerd-metadata/read-metadata.ts';
import { readSnapshotStore } from '#shared/containerd-metadata/snapshot-store.ts';

export interface Verdict {
  readonly opened: boolean;
  readonly damage: number;
  readonly rows: number;
  readonly ms: number;
}

/**
 * Reads a file in every way there is, and throws when what comes out cannot be: more than the file can hold, bytes from
 * outside of it, keys out of order, a key that is listed and not found, `whole` with something lost.
 */
export function judge(file: Buffer): Verdict {
  const started = performance.now();
  const opened = openBolt(file);
  if (!opened.ok) return { opened: false, damage: 0, rows: 0, ms: performance.now() - started };
  const database = opened.value;
  let rows = 0;
  let held = 0;
  for (const row of dumpBolt(database)) {
    rows++;
    held += 16 + row.path.at(-1)!.length + (row.value?.length ?? 0);
    if (row.value && row.value.buffer !== file.buffer) throw new Error('a value that is no view of the file');
  }
  if (held > file.length) throw new Error(`${held} bytes out of ${file.length}`);
  checkOrder(database.root);
  if (database.whole !== (database.moreDamage === 0 && !database.damage.some((d) => d.lost))) {
    throw new Error('whole, though something is lost');
  }
  const stores = [readContainerdMetadata(database), readSnapshotStore(database), readDevmapperStore(database)];
  if (stores.some((store) => store.whole !== database.whole)) throw new Error('a store that is whole by itself');
  return { opened: true, damage: database.damage.length, rows, ms: performance.now() - started };
}

function checkOrder(root: BoltBucket) {
  const open = [root];
  for (const bucket of open) {
    let before: Uint8Array | null = null;
    let at = 0;
    for (const entry of bucket.entries()) {
      if (before && Buffer.compare(before, entry.key) >= 0) throw new Error('keys out of order');
      before = entry.key;
      if (entry.kind === 'bucket') open.push(entry.bucket);
      if (at++ % 16 !== 0) continue;
      const found = entry.kind === 'value' ? bucket.value(entry.key) : bucket.bucket(entry.key)?.key;
      if (!found) throw new Error('a key that is listed, and not found');
    }
    if (at !== bucket.size) throw new Error(`${at} keys, ${bucket.size} promised`);
  }
}
