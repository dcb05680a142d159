import { useRef } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { DoorGlyph } from '#renderer/components/marks.tsx';
import { NamespaceNumber } from '#renderer/components/NamespaceNumber.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, select, useWhere } from '#renderer/store/place.ts';
import { type TableProps, useTablePlace } from '#renderer/views/tables/table-place.ts';
import type { MountRow } from '#shared/derive/view-types.ts';

/** Every mount of every table that was read. */
export function MountsView({ sourceId, place }: TableProps) {
  const selection = useWhere((w) => w.selection);
  const current = useRef<MountRow | null>(null);
  const table = useTablePlace(place);
  useKeys({
    r: () => current.current && openEvidence(current.current.evidence),
    enter: () => current.current && go({ view: 'who', needle: current.current.device }),
  });
  return (
    <section className="table-view" aria-label={t('ui.mounts')}>
      <ViewHead title={t('ui.mounts')} aside={t('ui.mounts-aside')} />
      <RowsTable
        channel="query.mounts"
        name={t('ui.mounts')}
        sourceId={sourceId}
        columns={columns}
        {...table}
        keyOf={(row) => row.key}
        selectedKey={selection?.kind === 'mount' ? selection.id : null}
        subjectOf={(row) => ({ kind: 'mount', id: row.key })}
        onSelect={(row) => {
          current.current = row;
          select({ kind: 'mount', id: row.key, name: row.mountPoint });
        }}
        onOpen={(row) => go({ view: 'who', needle: row.device })}
      />
    </section>
  );
}

const columns: readonly GridColumn<MountRow>[] = [
  {
    id: 'namespace',
    header: t('ui.col.namespace'),
    width: '92px',
    cell: (m) => <NamespaceNumber number={m.namespace} />,
  },
  {
    id: 'mountId',
    header: t('ui.col.mount-id'),
    width: '58px',
    right: true,
    cell: (m) => (m.mountId > 0 ? <span className="mono">{m.mountId}</span> : <span className="t3">?</span>),
  },
  {
    id: 'parentId',
    header: t('ui.col.parent'),
    width: '58px',
    right: true,
    cell: (m) => <span className="mono t3">{m.parentId > 0 ? m.parentId : ''}</span>,
  },
  {
    id: 'mountPoint',
    header: t('ui.col.mount-point'),
    width: 'minmax(220px, 3fr)',
    cell: (m) => (
      <>
        <HostText text={m.mountPoint} />
        {m.hidden && <span className="t3 small"> {t('ui.hidden')}</span>}
      </>
    ),
  },
  {
    id: 'propagation',
    header: t('ui.col.propagation'),
    width: '148px',
    cell: (m) => (
      <span className="with-mark">
        <DoorGlyph kind={doorOf(m.propagation)} /> <Escaped text={m.propagation} />
      </span>
    ),
  },
  { id: 'fsType', header: t('ui.col.fs-type'), width: '76px', cell: (m) => <HostText text={m.fsType} /> },
  {
    id: 'device',
    header: t('ui.col.device'),
    width: '68px',
    cell: (m) => <HostText text={m.device} className="medium" />,
  },
  {
    id: 'root',
    header: t('ui.col.root'),
    width: 'minmax(80px, 1fr)',
    cell: (m) => <HostText text={m.root} className="t2" />,
  },
  {
    id: 'source',
    header: t('ui.col.fs-source'),
    width: 'minmax(90px, 1.2fr)',
    cell: (m) => <HostText text={m.source} className="t2" />,
  },
  {
    id: 'options',
    header: t('ui.col.options'),
    width: 'minmax(80px, 1fr)',
    cell: (m) => <HostText text={m.options} className="t3" />,
  },
];

/** The mark that goes with the sentence; the sentence decides, the mark only repeats it. */
function doorOf(propagation: string): 'shared' | 'slave' | 'private' | 'unbindable' {
  if (propagation.startsWith('shared')) return 'shared';
  if (propagation.startsWith('slave')) return 'slave';
  return propagation === 'unbindable' ? 'unbindable' : 'private';
}
