import { useCallback, useState } from 'react';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { Escaped } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { RowsTable } from '#renderer/components/RowsTable.tsx';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { type Place, refine, type Sort } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { openSources } from '#renderer/store/sources.ts';
import { ChooseSides } from '#renderer/views/compare/ChooseSides.tsx';
import { CompareMenus } from '#renderer/views/compare/CompareMenus.tsx';
import { DifferencePanel } from '#renderer/views/compare/DifferencePanel.tsx';
import { differenceColumns } from '#renderer/views/compare/difference-columns.tsx';
import { KindCounts } from '#renderer/views/compare/KindCounts.tsx';
import { openDifference } from '#renderer/views/compare/open-difference.ts';
import { earlierOf, type Pair } from '#renderer/views/compare/sides.ts';
import type { DifferenceRow } from '#shared/derive/diff/difference-rows.ts';

interface Props {
  readonly sourceId: string;
  readonly place: Extract<Place, { view: 'compare' }>;
}

/** Two captures of one host: what is gone, new and changed in the later one, and what cannot be compared. */
export function CompareView({ sourceId, place }: Props) {
  const sources = useStore(openSources);
  const before = place.before ?? earlierOf(sources, sourceId);
  return (
    <section className="compare" aria-label={t('ui.before-after')}>
      <ViewHead title={t('ui.before-after')} aside={t('ui.compare-aside')}>
        {before !== null && <CompareMenus pair={{ sourceId, before }} />}
      </ViewHead>
      <ChooseSides sources={sources} before={before} after={sourceId} />
      {before !== null && <Compared key={before} pair={{ sourceId, before }} place={place} />}
    </section>
  );
}

function Compared({ pair, place }: { readonly pair: Pair; readonly place: Props['place'] }) {
  const { sourceId, before } = pair;
  const { filter, sort } = place;
  const { value: overview, failure } = useQuery('query.diff', pair);
  const [chosen, setChosen] = useState<DifferenceRow | null>(null);
  const onFilter = useCallback(
    (next: string) => refine({ view: 'compare', before, filter: next, sort }),
    [before, sort],
  );
  const onSort = useCallback(
    (next: Sort | null) => refine({ view: 'compare', before, filter, sort: next }),
    [before, filter],
  );
  useKeys({ enter: () => chosen && openDifference(chosen, pair) });
  if (failure) return <FailureNote failure={failure} />;
  if (!overview) {
    return (
      <p className="empty" role="status">
        {t('ui.comparing')}
      </p>
    );
  }
  return (
    <div className="compare-body">
      <div className="compare-counts">
        {overview.doubts.map((doubt) => (
          <p key={doubt} className="doubts" role="note">
            <Escaped text={doubt} />
          </p>
        ))}
        <KindCounts overview={overview} filter={filter} onFilter={onFilter} />
      </div>
      <div className="compare-rows">
        <RowsTable
          channel="query.differences"
          name={t('ui.compare-rows')}
          sourceId={sourceId}
          more={{ before }}
          columns={differenceColumns}
          filter={filter}
          onFilter={onFilter}
          sort={sort}
          onSort={onSort}
          keyOf={(row) => row.key}
          selectedKey={chosen?.key ?? null}
          onSelect={setChosen}
          onOpen={(row) => openDifference(row, pair)}
        />
        {chosen && <DifferencePanel row={chosen} pair={pair} />}
      </div>
    </div>
  );
}
