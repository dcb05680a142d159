import { useRef } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { Maybe, None } from '#renderer/components/Maybe.tsx';
import { NamespaceNumber } from '#renderer/components/NamespaceNumber.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, select, useWhere } from '#renderer/store/place.ts';
import { type TableProps, useTablePlace } from '#renderer/views/tables/table-place.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { ProcessRow } from '#shared/derive/view-types.ts';

/** Every process that was seen, with the namespace it lives in and what it belongs to. */
export function ProcessesView({ sourceId, place }: TableProps) {
  const selection = useWhere((w) => w.selection);
  const current = useRef<ProcessRow | null>(null);
  const table = useTablePlace(place);
  const openNamespace = (row: ProcessRow) => {
    if (!isAbsent(row.namespace)) go({ view: 'mounts', filter: `namespace:=${row.namespace}`, sort: null });
  };
  useKeys({ r: () => current.current && openEvidence(current.current.evidence) });
  return (
    <section className="table-view" aria-label={t('ui.processes')}>
      <ViewHead title={t('ui.processes')} aside={t('ui.processes-aside')} />
      <RowsTable
        channel="query.processes"
        name={t('ui.processes')}
        sourceId={sourceId}
        columns={columns}
        {...table}
        keyOf={(row) => row.key}
        selectedKey={selection?.kind === 'process' ? processKey(selection.id, current.current) : null}
        subjectOf={(row) => ({ kind: 'process', id: String(row.pid) })}
        onSelect={(row) => {
          current.current = row;
          select({ kind: 'process', id: String(row.pid), name: `${row.comm} ${row.pid}` });
        }}
        onOpen={openNamespace}
      />
    </section>
  );
}

/** A selection names a pid; a row's key has the start ticks too. Selected here: that very row. */
const processKey = (id: string, row: ProcessRow | null): string | null =>
  row && id === String(row.pid) ? row.key : id;

const columns: readonly GridColumn<ProcessRow>[] = [
  {
    id: 'pid',
    header: t('ui.col.pid'),
    width: '68px',
    right: true,
    cell: (p) => <span className="mono medium">{p.pid}</span>,
  },
  {
    id: 'ppid',
    header: t('ui.col.ppid'),
    width: '68px',
    right: true,
    cell: (p) => <span className="mono t3">{p.ppid}</span>,
  },
  { id: 'comm', header: t('ui.col.comm'), width: '132px', cell: (p) => <HostText text={p.comm} /> },
  {
    id: 'state',
    header: t('ui.col.state'),
    width: '40px',
    cell: (p) => <HostText text={p.state} className={p.state === 'D' ? 'warn' : ''} />,
  },
  {
    id: 'namespace',
    header: t('ui.col.namespace'),
    width: '98px',
    cell: (p) => <Maybe value={p.namespace}>{(n) => <NamespaceNumber number={n} />}</Maybe>,
  },
  {
    id: 'container',
    header: t('ui.col.container'),
    width: '140px',
    cell: (p) => (p.container === null ? <None /> : <Escaped text={p.container} />),
  },
  {
    id: 'unit',
    header: t('ui.col.unit'),
    width: '170px',
    cell: (p) => (p.unit === null ? <None /> : <HostText text={p.unit} />),
  },
  {
    id: 'commandLine',
    header: t('ui.col.command-line'),
    width: 'minmax(200px, 1fr)',
    cell: (p) => <Maybe value={p.commandLine} />,
  },
  {
    id: 'startTicks',
    header: t('ui.col.start-ticks'),
    width: '86px',
    right: true,
    cell: (p) => (
      <span className="mono t3">
        <Maybe value={p.startTicks} />
      </span>
    ),
  },
];
