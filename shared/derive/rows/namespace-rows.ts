import type { Absent } from '#shared/base/absent.ts';
import { notCollected, present } from '#shared/base/absent.ts';
import {
  containerOf,
  keptAliveText,
  processCount,
  residentsText,
  strongestHold,
} from '#shared/derive/namespace-label.ts';
import type { Column, RowsQuery, Table } from '#shared/derive/rows/window-rows.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import type { NamespaceRow, Rows } from '#shared/derive/view-types.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { MountNamespace } from '#shared/model/mount.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every mount namespace, held by whatever. Columns to filter and sort by are the fields of `NamespaceRow`. */
export function deriveNamespaceRows(analysis: Analysis, query: RowsQuery): Rows<NamespaceRow> {
  return windowRows(namespaceTable(analysis.model), query);
}

/** The row of one namespace, as the table shows it. */
export function namespaceRow(index: ModelIndex, namespace: MountNamespace): NamespaceRow {
  const hold = strongestHold(namespace);
  const table = index.tables.get(namespace.inode);
  const container = containerOf(index, namespace.inode);
  const residents = residentsText(index, namespace.inode, 2);
  return {
    key: String(namespace.inode),
    inode: namespace.inode,
    heldBy: hold?.by ?? 'process',
    keptAliveBy: keptAliveText(index, namespace),
    residents: container ? `${container.name}: ${residents}` : residents,
    processes: processCount(index, namespace),
    mounts: mountCount(index, namespace.inode),
    engine: engineOf(index, namespace.inode),
    evidence: table ? { evidence: table.evidence, line: 0 } : (hold?.source ?? null),
  };
}

export const mountCount = (index: ModelIndex, inode: number): number | Absent =>
  index.tables.get(inode)?.mounts ?? notCollected('mount-tables');

const tables = new WeakMap<HostModel, Table<MountNamespace, NamespaceRow>>();

export function namespaceTable(model: HostModel): Table<MountNamespace, NamespaceRow> {
  const known = tables.get(model);
  if (known) return known;
  const index = indexOf(model);
  const rows = new Map<number, NamespaceRow>();
  const row = (n: MountNamespace) => {
    let made = rows.get(n.inode);
    if (!made) rows.set(n.inode, (made = namespaceRow(index, n)));
    return made;
  };
  const exact = (value: Column<MountNamespace>['value']) => ({ value, exact: true });
  const text = (value: Column<MountNamespace>['value']) => ({ value, exact: false });
  const table: Table<MountNamespace, NamespaceRow> = {
    items: model.namespaces,
    keyOf: (n) => String(n.inode),
    columns: {
      inode: exact((n) => n.inode),
      heldBy: exact((n) => row(n).heldBy),
      keptAliveBy: text((n) => row(n).keptAliveBy),
      residents: text((n) => row(n).residents),
      processes: exact((n) => row(n).processes),
      mounts: exact((n) => present(row(n).mounts)),
      engine: text((n) => row(n).engine),
    },
    ownText: (n) => `${n.inode} ${row(n).keptAliveBy} ${row(n).residents} ${row(n).engine ?? ''} ${holdPaths(n)}`,
    ownMayHave: null,
    shared: null,
    toRow: row,
    orders: new Map(),
  };
  tables.set(model, table);
  return table;
}

/** `dockerd 595` of the engine that lives there; null when none does. */
function engineOf(index: ModelIndex, inode: number): string | null {
  const engines = [...index.engines.values()].filter((d) => d.mountNamespace === inode);
  return engines.length === 0 ? null : engines.map((d) => `${d.kind} ${d.pid}`).join(', ');
}

const holdPaths = (n: MountNamespace): string => n.heldBy.flatMap((h) => (h.by === 'nsfs' ? [h.path] : [])).join(' ');
