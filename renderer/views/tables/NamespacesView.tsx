import { useRef } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { count } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { Maybe, None } from '#renderer/components/Maybe.tsx';
import { HoldGlyph } from '#renderer/components/marks.tsx';
import { NamespaceNumber } from '#renderer/components/NamespaceNumber.tsx';
import { openEvidence, openGraph } from '#renderer/components/open-subject.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, select, useWhere } from '#renderer/store/place.ts';
import { type TableProps, useTablePlace } from '#renderer/views/tables/table-place.ts';
import type { NamespaceRow } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Every mount namespace, however it is kept alive. */
export function NamespacesView({ sourceId, place }: TableProps) {
  const selection = useWhere((w) => w.selection);
  const current = useRef<NamespaceRow | null>(null);
  const table = useTablePlace(place);
  useKeys({
    r: () => current.current?.evidence && openEvidence(current.current.evidence),
    t: () => openGraph(null),
  });
  return (
    <section className="table-view" aria-label={t('ui.namespaces')}>
      <ViewHead title={t('ui.namespaces')} aside={t('ui.namespaces-aside')} />
      <RowsTable
        channel="query.namespaces"
        name={t('ui.namespaces')}
        sourceId={sourceId}
        columns={columns}
        {...table}
        keyOf={(row) => row.key}
        selectedKey={selection?.kind === 'namespace' ? selection.id : null}
        subjectOf={(row) => ({ kind: 'namespace', id: String(row.inode) })}
        onSelect={(row) => {
          current.current = row;
          select({ kind: 'namespace', id: String(row.inode), name: say(msg('namespace.name', { number: row.inode })) });
        }}
        onOpen={(row) => go({ view: 'mounts', filter: `namespace:=${row.inode}`, sort: null })}
      />
    </section>
  );
}

const columns: readonly GridColumn<NamespaceRow>[] = [
  {
    id: 'inode',
    header: t('ui.col.mount-namespace'),
    width: '112px',
    cell: (n) => <NamespaceNumber number={n.inode} className="medium" />,
  },
  {
    id: 'keptAliveBy',
    header: t('ui.col.kept-alive-by'),
    width: 'minmax(180px, 1fr)',
    cell: (n) => (
      <span className="with-mark">
        <HoldGlyph mark={n.heldBy} /> <Escaped text={n.keptAliveBy} />
      </span>
    ),
  },
  {
    id: 'residents',
    header: t('ui.col.residents'),
    width: 'minmax(240px, 2fr)',
    cell: (n) => (n.residents === '' ? <span className="t2">{t('ui.nobody')}</span> : <Escaped text={n.residents} />),
  },
  {
    id: 'processes',
    header: t('ui.col.processes'),
    width: '84px',
    right: true,
    cell: (n) => <span className="mono">{count(n.processes)}</span>,
  },
  {
    id: 'mounts',
    header: t('ui.col.mounts'),
    width: '84px',
    right: true,
    cell: (n) => <Maybe value={n.mounts}>{(m) => <span className="mono">{count(m)}</span>}</Maybe>,
  },
  {
    id: 'engine',
    header: t('ui.col.engine'),
    width: '150px',
    cell: (n) => (n.engine === null ? <None /> : <Escaped text={n.engine} />),
  },
  {
    id: 'evidence',
    header: t('ui.col.source'),
    width: 'minmax(140px, 1fr)',
    sortable: false,
    cell: (n) => (n.evidence === null ? <None /> : <HostText text={n.evidence.evidence} className="t3" />),
  },
];
