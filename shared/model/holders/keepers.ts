import { type Absent, notApplicable, unreadable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Holder } from '#shared/model/holder.ts';
import { processCount, processPart } from '#shared/model/holders/holder-parts.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { MountNamespace, NamespaceHold } from '#shared/model/mount.ts';

/** Who keeps a namespace alive, as it stands in a holder's row and in its sentence. */
export interface Keeper {
  readonly by: NamespaceHold['by'];
  /** For sentences: `thread 5923 of process 5897`, a path, `descriptor 7 of process 5898`; empty for a process. */
  readonly words: string;
  readonly namespace: Exclude<Holder['namespace'], Absent>;
  readonly process: Holder['process'];
  readonly fd: number | Absent;
  readonly source: SourceRef | null;
}

const noDescriptor = notApplicable('no descriptor');

/**
 * Where processes live in a namespace they are one keeper, led by the lowest pid: they leave it together. A namespace
 * without processes has as many keepers as must go: each process with threads in it, each pin, each process with
 * descriptors on it.
 */
export function keepersOf(index: ModelIndex, namespace: MountNamespace): readonly Keeper[] {
  const { inode, heldBy, leaderPid } = namespace;
  const row = (by: Keeper['by'], pin: string | null = null): Keeper['namespace'] => ({
    id: inode,
    heldBy: by,
    pin,
    processes: processCount(namespace),
  });
  if (leaderPid !== null) {
    const source = heldBy.find((h) => h.by === 'process' && h.pid === leaderPid)?.source ?? null;
    const process = processPart(index, leaderPid);
    return [{ by: 'process', words: '', namespace: row('process'), process, fd: noDescriptor, source }];
  }
  const seen = new Set<string>();
  const keepers = heldBy.flatMap((hold): Keeper[] => {
    const key = hold.by === 'nsfs' ? `nsfs ${hold.path}` : `${hold.by} ${hold.pid}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [keeperOf(index, hold, row)];
  });
  if (keepers.length > 0) return keepers;
  const gone = unreadable('who kept the namespace was gone when it was looked up');
  return [{ by: 'process', words: '', namespace: row('process'), process: gone, fd: noDescriptor, source: null }];
}

function keeperOf(
  index: ModelIndex,
  hold: NamespaceHold,
  row: (by: Keeper['by'], pin?: string | null) => Keeper['namespace'],
): Keeper {
  const { source } = hold;
  switch (hold.by) {
    case 'process':
      return {
        by: 'process',
        words: '',
        namespace: row('process'),
        process: processPart(index, hold.pid),
        fd: noDescriptor,
        source,
      };
    case 'thread':
      return {
        by: 'thread',
        words: `thread ${hold.tid} of process ${hold.pid}`,
        namespace: row('thread'),
        process: processPart(index, hold.pid, hold.tid),
        fd: noDescriptor,
        source,
      };
    case 'nsfs':
      return {
        by: 'nsfs',
        words: hold.path,
        namespace: row('nsfs', hold.path),
        process: notApplicable('no process is in the namespace'),
        fd: noDescriptor,
        source,
      };
    case 'fd':
      return {
        by: 'fd',
        words: `descriptor ${hold.fd} of process ${hold.pid}`,
        namespace: row('fd', `/proc/${hold.pid}/fd/${hold.fd}`),
        process: processPart(index, hold.pid),
        fd: hold.fd,
        source,
      };
  }
}
