import { type BucketSpec, boltFile } from '#test/builders/bolt-file.ts';

/**
 * containerd's databases from a text, one object a line, `#` begins a comment:
 *
 *     meta.db       image NS NAME DIGEST
 *                   snapshot NS SNAPSHOTTER KEY NAME [PARENT]
 *                   container NS ID IMAGE SNAPSHOTTER KEY [LABEL=VALUE …]
 *                   blob NS DIGEST SIZE
 *                   lease NS ID SNAPSHOTTER KEY
 *     metadata.db   ID KIND KEY PARENT TIME [LABEL=VALUE …]      PARENT `-` is none; TIME as in ISO 8601
 *     POOL.db       NAME JSON
 */
export function containerdDatabase(file: string, text: string): Uint8Array {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const root = new Tree();
  for (const line of lines) {
    if (file.endsWith('/meta.db')) metaLine(root, line.split(' '));
    else if (file.endsWith('/metadata.db')) snapshotLine(root, line.split(' '));
    else root.set(['devices', line.slice(0, line.indexOf(' '))], line.slice(line.indexOf(' ') + 1));
  }
  return new Uint8Array(boltFile(root.spec()));
}

const born = '2026-11-20T12:00:00Z';

function metaLine(root: Tree, [kind, namespace, ...words]: readonly string[]): void {
  const v1 = ['v1', namespace!];
  const [a = '', b = '', c = '', d = '', ...rest] = words;
  if (kind === 'image') {
    root.set([...v1, 'images', a, 'target', 'digest'], b);
    root.set([...v1, 'images', a, 'target', 'mediatype'], 'application/vnd.oci.image.manifest.v1+json');
    root.set([...v1, 'images', a, 'target', 'size'], uvarint(2 * 500));
  } else if (kind === 'snapshot') {
    const at = [...v1, 'snapshots', a, b];
    root.set([...at, 'name'], c);
    if (d !== '') root.set([...at, 'parent'], d);
    root.set([...at, 'createdat'], goTime(born));
  } else if (kind === 'container') {
    const at = [...v1, 'containers', a];
    root.set([...at, 'image'], b);
    root.set([...at, 'snapshotter'], c);
    root.set([...at, 'snapshotKey'], d);
    root.set([...at, 'runtime', 'name'], 'io.containerd.runc.v2');
    root.set([...at, 'createdat'], goTime(born));
    for (const label of rest) root.set([...at, 'labels', before(label)], after(label));
  } else if (kind === 'blob') {
    root.set([...v1, 'content', 'blob', a, 'size'], uvarint(2 * Number(b)));
  } else if (kind === 'lease') {
    root.set([...v1, 'leases', a, 'createdat'], goTime(born));
    root.set([...v1, 'leases', a, 'snapshots', b, c], '');
  } else throw new Error(`no object of meta.db: ${kind}`);
}

const kinds = ['unknown', 'view', 'active', 'committed'];

function snapshotLine(root: Tree, [id, kind, key, parent, time, ...labels]: readonly string[]): void {
  const at = ['v1', 'snapshots', key!];
  root.set([...at, 'id'], uvarint(Number(id)));
  root.set([...at, 'kind'], Buffer.of(kinds.indexOf(kind!)));
  if (parent !== '-') root.set([...at, 'parent'], parent!);
  root.set([...at, 'createdat'], goTime(time!));
  for (const label of labels) root.set([...at, 'labels', before(label)], after(label));
}

const before = (label: string) => label.slice(0, label.indexOf('='));
const after = (label: string) => label.slice(label.indexOf('=') + 1);

class Tree {
  readonly #children = new Map<string, Tree | Buffer>();

  set(path: readonly string[], value: string | Buffer): void {
    const [key, ...rest] = path as [string, ...string[]];
    if (rest.length === 0) {
      this.#children.set(key, Buffer.from(value));
      return;
    }
    const known = this.#children.get(key);
    const child = known instanceof Tree ? known : new Tree();
    this.#children.set(key, child);
    child.set(rest, value);
  }

  spec(): BucketSpec {
    return { entries: [...this.#children].map(([key, value]) => [key, value instanceof Tree ? value.spec() : value]) };
  }
}

function uvarint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) | 0x80);
  return Buffer.from([...bytes, left]);
}

/** time.Time.MarshalBinary of Go: version 1, seconds since year 1, nanoseconds, zone -1 for UTC. */
function goTime(text: string): Buffer {
  const buffer = Buffer.alloc(15);
  buffer[0] = 1;
  buffer.writeBigInt64BE(BigInt(Math.floor(Date.parse(text) / 1000)) + 62_135_596_800n, 1);
  buffer.writeInt16BE(-1, 13);
  return buffer;
}
