import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, unreadable } from '#shared/base/absent.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { EarlyTables } from '#shared/model/build/mount-tables-early.ts';
import type { Mount, MountTable } from '#shared/model/mount.ts';
import { type MountinfoEntry, type MountShape, type MountShapes, parseMountinfo } from '#shared/parsers/mountinfo.ts';
import { type MountsEntry, parseMounts } from '#shared/parsers/mounts.ts';

const tableId = /^mount-table\/(\d+)$/;
const privateUnknown = { shared: null, master: null, propagateFrom: null, unbindable: false };

/**
 * One table per namespace: mountinfo as far as it could be read, then the fallback.
 * `deviceOfSource` finds the device of a fallback row, which names none: empty where it cannot.
 */
export function buildMounts(
  evidence: Evidence,
  deviceOfSource: (source: string) => string,
  early: EarlyTables = new EarlyTables(),
): { mounts: readonly Mount[]; mountTables: readonly MountTable[] } {
  const { shapes } = early;
  const mounts: Mount[] = [];
  const mountTables: MountTable[] = [];
  for (const id of evidence.records.keys()) {
    const inode = tableId.exec(id)?.[1];
    if (inode === undefined) continue;
    const namespace = Number(inode);
    const rows = onceEach(
      evidence,
      id,
      evidence.rows(id, (body) => early.parse(body)),
    );
    const fallbackId = `${id}/mounts`;
    const fallback = notYetIn(rows, evidence.rows(fallbackId, parseMounts));
    for (const row of rows) mounts.push(mountOf(namespace, id, row));
    for (const row of fallback) mounts.push(fallbackMount(namespace, fallbackId, row, deviceOfSource));
    const format = rows.length === 0 && fallback.length > 0 ? 'mounts' : 'mountinfo';
    const used = format === 'mounts' ? fallbackId : id;
    mountTables.push({
      namespace,
      evidence: used,
      format,
      mounts: countOrReason(evidence, used, rows.length + fallback.length),
      stable: stability(evidence, id, rows, shapes),
    });
  }
  return { mounts, mountTables };
}

/**
 * What the fallback has beyond a mountinfo that was cut short. Both list a namespace's mounts in one order, so the tail
 * is what is missing; where they do not fit each other any more (the table moved), it is what stands at no known path.
 */
function notYetIn(rows: readonly MountinfoEntry[], fallback: readonly MountsEntry[]): readonly MountsEntry[] {
  const last = rows.at(-1);
  if (last === undefined) return fallback;
  if (fallback[rows.length - 1]?.mountPoint === last.shape.mountPoint) return fallback.slice(rows.length);
  const known = new Set(rows.map((row) => row.shape.mountPoint));
  return fallback.filter((row) => !known.has(row.mountPoint));
}

const mountOf = (namespace: number, evidence: string, { line, mountId, parentId, shape }: MountinfoEntry): Mount => ({
  namespace,
  mountId,
  parentId,
  shape,
  evidence,
  line,
});

function fallbackMount(
  namespace: number,
  evidence: string,
  row: MountsEntry,
  deviceOfSource: (source: string) => string,
): Mount {
  const shape: MountShape = {
    device: deviceOfSource(row.source),
    root: '',
    rootDeleted: false,
    mountPoint: row.mountPoint,
    mountOptions: row.options,
    propagation: privateUnknown,
    fsType: row.fsType,
    source: row.source,
    superOptions: [],
  };
  return { namespace, mountId: -row.line, parentId: 0, shape, evidence, line: row.line };
}

function countOrReason(evidence: Evidence, id: string, count: number): number | Absent {
  const record = evidence.records.get(id)!;
  if (count > 0) return count;
  if (wasReadToItsEnd(record)) return unreadable('the table is empty: the root of its reader lies in a detached mount');
  return evidence.absence(id);
}

const wasReadToItsEnd = (record: EvidenceRecord) => record.end.kind === 'complete';

/** A table that is no snapshot (it was read again to see whether it moved) may have a mount twice: the first counts. */
function onceEach(evidence: Evidence, id: string, rows: readonly MountinfoEntry[]): readonly MountinfoEntry[] {
  if (!evidence.has(`${id}/again`)) return rows;
  const seen = new Set<number>();
  return rows.filter((row) => seen.size !== seen.add(row.mountId).size);
}

/** Kernels before 5.8 may show a mount twice or not at all while the table changes; there it is read twice. */
function stability(
  evidence: Evidence,
  id: string,
  rows: readonly MountinfoEntry[],
  shapes: MountShapes,
): boolean | null {
  const againId = `${id}/again`;
  if (!evidence.has(againId)) return null;
  const again = evidence.rows(againId, (body) => parseMountinfo(body, shapes));
  return (
    again.length === rows.length &&
    again.every((row, i) => row.mountId === rows[i]!.mountId && row.shape === rows[i]!.shape)
  );
}

/** Every table that was asked for was read as mountinfo to its end, so "in no table" can be said. */
export const everyTableRead = (tables: readonly MountTable[], namespaces: readonly number[]): boolean => {
  const read = new Set(tables.filter((t) => t.format === 'mountinfo' && !isAbsent(t.mounts)).map((t) => t.namespace));
  return namespaces.every((inode) => read.has(inode));
};
