import { isAbsent, present } from '#shared/base/absent.ts';
import type { Column, RowsQuery, Table } from '#shared/derive/rows/window-rows.ts';
import { windowRows } from '#shared/derive/rows/window-rows.ts';
import type { ProcessRow, Rows } from '#shared/derive/view-types.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Process } from '#shared/model/process.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Every process that was seen. Columns to filter and sort by are the fields of `ProcessRow`. */
export function deriveProcessRows(analysis: Analysis, query: RowsQuery): Rows<ProcessRow> {
  return windowRows(processTable(analysis.model), query);
}

const tables = new WeakMap<HostModel, Table<Process, ProcessRow>>();

export function processTable(model: HostModel): Table<Process, ProcessRow> {
  const known = tables.get(model);
  if (known) return known;
  const containers = indexOf(model).containers;
  const containerName = (p: Process) =>
    p.containerId === null ? null : (containers.get(p.containerId)?.name ?? p.containerId.slice(0, 12));
  const exact = (value: Column<Process>['value']) => ({ value, exact: true });
  const text = (value: Column<Process>['value']) => ({ value, exact: false });
  const table: Table<Process, ProcessRow> = {
    items: model.processes,
    keyOf: processKey,
    columns: {
      pid: exact((p) => p.pid),
      ppid: exact((p) => p.ppid),
      startTicks: exact((p) => present(p.startTicks)),
      comm: text((p) => p.comm),
      state: exact((p) => p.state),
      commandLine: text((p) => commandText(p)),
      namespace: exact((p) => present(p.mountNamespace)),
      unit: text((p) => p.unit),
      container: text(containerName),
    },
    ownText: (p) =>
      [p.pid, p.comm, commandText(p), present(p.mountNamespace), p.unit, containerName(p), p.containerId].join(' '),
    ownMayHave: null,
    shared: null,
    toRow: (p) => ({
      key: processKey(p),
      pid: p.pid,
      ppid: p.ppid,
      startTicks: p.startTicks,
      comm: p.comm,
      state: p.state,
      commandLine: isAbsent(p.commandLine) ? p.commandLine : p.commandLine.join(' '),
      namespace: p.mountNamespace,
      unit: p.unit,
      container: containerName(p),
      evidence: p.source,
    }),
    orders: new Map(),
  };
  tables.set(model, table);
  return table;
}

const processKey = (p: Process): string => `${p.pid}/${present(p.startTicks) ?? ''}`;

const commandText = (p: Process): string | null => present(p.commandLine)?.join(' ') ?? null;
