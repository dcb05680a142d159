import { useRef } from 'react';
import type { GridColumn } from '#renderer/components/DataGrid.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { openEvidence, openLayers } from '#renderer/components/open-subject.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { select, useWhere } from '#renderer/store/place.ts';
import type { RowOf } from '#renderer/store/window-rows.ts';
import {
  differenceColumns,
  imageColumns,
  overlayColumns,
  storedLayerColumns,
} from '#renderer/views/layers/layer-columns.tsx';
import { type TableProps, useTablePlace } from '#renderer/views/tables/table-place.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Subject } from '#shared/rules/rule.ts';

type LayerChannel = 'query.storedImages' | 'query.storedLayers' | 'query.overlays' | 'query.layerDifferences';

interface LayerTable<C extends LayerChannel> {
  readonly channel: C;
  readonly name: string;
  readonly aside: string;
  readonly columns: readonly GridColumn<RowOf<C>>[];
  readonly subject: (row: RowOf<C>) => Subject;
  /** What the layers view shows for a row; null: it has no picture there. */
  readonly needle: (row: RowOf<C>) => string | null;
}

/** One of the tables about layers: Enter opens the picture, R the raw line. */
function LayerTableView<C extends LayerChannel>({
  sourceId,
  place,
  table,
}: TableProps & { readonly table: LayerTable<C> }) {
  const selection = useWhere((w) => w.selection);
  const current = useRef<{ readonly evidence: SourceRef } | null>(null);
  const at = useTablePlace(place);
  useKeys({ r: () => current.current && openEvidence(current.current.evidence) });
  return (
    <section className="table-view" aria-label={table.name}>
      <ViewHead title={table.name} aside={table.aside} />
      <RowsTable
        channel={table.channel}
        name={table.name}
        sourceId={sourceId}
        columns={table.columns}
        {...at}
        keyOf={(row) => row.key}
        selectedKey={selection?.id ?? null}
        subjectOf={(row) => table.subject(row)}
        onSelect={(row) => {
          current.current = row;
          select(table.subject(row));
        }}
        onOpen={(row) => {
          const needle = table.needle(row);
          if (needle !== null) openLayers(needle);
        }}
      />
    </section>
  );
}

export const ImagesView = (props: TableProps) => (
  <LayerTableView
    {...props}
    table={{
      channel: 'query.storedImages',
      name: t('ui.images'),
      aside: t('ui.images-aside'),
      columns: imageColumns,
      subject: (row) => ({ kind: 'image', id: row.key, name: row.name }),
      needle: (row) => row.key,
    }}
  />
);

export const SnapshotsView = (props: TableProps) => (
  <LayerTableView
    {...props}
    table={{
      channel: 'query.storedLayers',
      name: t('ui.snapshots'),
      aside: t('ui.snapshots-aside'),
      columns: storedLayerColumns,
      subject: (row) => ({ kind: 'layer', id: row.key, name: row.folder }),
      needle: (row) => row.key,
    }}
  />
);

export const OverlaysView = (props: TableProps) => (
  <LayerTableView
    {...props}
    table={{
      channel: 'query.overlays',
      name: t('ui.overlays'),
      aside: t('ui.overlays-aside'),
      columns: overlayColumns,
      subject: (row) => ({ kind: 'path', id: row.key, name: row.upper || row.device }),
      needle: (row) => (row.upper === '' ? null : row.upper),
    }}
  />
);

export const DifferencesView = (props: TableProps) => (
  <LayerTableView
    {...props}
    table={{
      channel: 'query.layerDifferences',
      name: t('ui.differences'),
      aside: t('ui.differences-aside'),
      columns: differenceColumns,
      subject: (row) => ({ kind: 'path', id: row.key, name: row.path }),
      needle: (row) => row.layerKey,
    }}
  />
);
