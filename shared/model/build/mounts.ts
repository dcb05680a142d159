import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, unreadable } from '#shared/base/absent.ts';
import type { EvidenceRecord } from '#shared/evidence/record.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { EarlyTables, type TableRows } from '#shared/model/build/mount-tables-early.ts';
import type { MountShape, MountTable } from '#shared/model/mount.ts';
import { type MountColumns, MountRows } from '#shared/model/mount-rows.ts';
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
): { rows: MountRows; mountTables: readonly MountTable[] } {
  const tables: MountColumns[] = [];
  const mountTables: MountTable[] = [];
  for (const id of evidence.records.keys()) {
    const inode = tableId.exec(id)?.[1];
    if (inode === undefined) continue;
    const namespace = Number(inode);
    const whole = early.parse(evidence.records.get(id)!);
    if (whole.warnings.length > 0) evidence.warnings.set(id, whole.warnings);
    const rows = onceEach(evidence, id, whole);
    const fallbackId = `${id}/mounts`;
    const fallback = notYetIn(rows.shapes, evidence.rows(fallbackId, parseMounts));
    tables.push({ namespace, evidence: id, ...rows });
    if (fallback.length > 0) tables.push(fallbackTable(namespace, fallbackId, fallback, deviceOfSource));
    const format = rows.shapes.length === 0 && fallback.length > 0 ? 'mounts' : 'mountinfo';
    const used = format === 'mounts' ? fallbackId : id;
    mountTables.push({
      namespace,
      evidence: used,
      format,
      mounts: countOrReason(evidence, used, rows.shapes.length + fallback.length),
      stable: stability(evidence, id, rows, early),
    });
  }
  return { rows: new MountRows(tables), mountTables };
}

/**
 * What the fallback has beyond a mountinfo that was cut short. Both list a namespace's mounts in one order, so the tail
 * is what is missing; where they do not fit each other any more (the table moved), it is what stands at no known path.
 */
function notYetIn(rows: readonly MountShape[], fallback: readonly MountsEntry[]): readonly MountsEntry[] {
  const last = rows.at(-1);
  if (last === undefined || fallback.length === 0) return fallback;
  if (fallback[rows.length - 1]?.mountPoint === last.mountPoint) return fallback.slice(rows.length);
  const known = new Set(rows.map((shape) => shape.mountPoint));
  return fallback.filter((row) => !known.has(row.mountPoint));
}

const fallbackTable = (
  namespace: number,
  evidence: string,
  rows: readonly MountsEntry[],
  deviceOfSource: (source: string) => string,
): MountColumns => ({
  namespace,
  evidence,
  mountIds: Int32Array.from(rows, (row) => -row.line),
  parentIds: new Int32Array(rows.length),
  lines: Int32Array.from(rows, (row) => row.line),
  shapes: rows.map((row) => ({
    device: deviceOfSource(row.source),
    root: '',
    rootDeleted: false,
    mountPoint: row.mountPoint,
    mountOptions: row.options,
    propagation: privateUnknown,
    fsType: row.fsType,
    source: row.source,
    superOptions: [],
  })),
});

function countOrReason(evidence: Evidence, id: string, count: number): number | Absent {
  const record = evidence.records.get(id)!;
  if (count > 0) return count;
  if (wasReadToItsEnd(record)) return unreadable('the table is empty: the root of its reader lies in a detached mount');
  return evidence.absence(id);
}

const wasReadToItsEnd = (record: EvidenceRecord) => record.end.kind === 'complete';

/** A table that is no snapshot (it was read again to see whether it moved) may have a mount twice: the first counts. */
function onceEach(evidence: Evidence, id: string, rows: TableRows): TableRows {
  if (!evidence.has(`${id}/again`)) return rows;
  const seen = new Set<number>();
  const kept = [...rows.mountIds.keys()].filter((at) => seen.size !== seen.add(rows.mountIds[at]!).size);
  if (kept.length === rows.mountIds.length) return rows;
  return {
    ...rows,
    mountIds: Int32Array.from(kept, (at) => rows.mountIds[at]!),
    parentIds: Int32Array.from(kept, (at) => rows.parentIds[at]!),
    lines: Int32Array.from(kept, (at) => rows.lines?.[at] ?? at + 1),
    shapes: kept.map((at) => rows.shapes[at]!),
  };
}

/** Kernels before 5.8 may show a mount twice or not at all while the table changes; there it is read twice. */
function stability(evidence: Evidence, id: string, rows: TableRows, early: EarlyTables): boolean | null {
  const record = evidence.records.get(`${id}/again`);
  if (!record) return null;
  const again = early.parse(record);
  if (again.warnings.length > 0) evidence.warnings.set(record.id, again.warnings);
  return (
    again.shapes.length === rows.shapes.length &&
    again.shapes.every((shape, i) => shape === rows.shapes[i] && again.mountIds[i] === rows.mountIds[i])
  );
}

/** Every table that was asked for was read as mountinfo to its end, so "in no table" can be said. */
export const everyTableRead = (tables: readonly MountTable[], namespaces: readonly number[]): boolean => {
  const read = new Set(tables.filter((t) => t.format === 'mountinfo' && !isAbsent(t.mounts)).map((t) => t.namespace));
  return namespaces.every((inode) => read.has(inode));
};
