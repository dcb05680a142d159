import { useState } from 'react';
import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { FocusField } from '#renderer/components/FocusField.tsx';
import { figureKeys } from '#renderer/components/figure-keys.ts';
import { useKeys } from '#renderer/components/keys.ts';
import { DoorGlyph } from '#renderer/components/marks.tsx';
import { pictureObjects } from '#renderer/components/picture-objects.ts';
import { useZoom } from '#renderer/components/use-zoom.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { ZoomButtons } from '#renderer/components/ZoomButtons.tsx';
import { useStore } from '#renderer/store/create-store.ts';
import { go, type Place, refine, select, useWhere } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { theme } from '#renderer/store/theme.ts';
import { followedKeys, openObject, selectedObject, subjectsOf } from '#renderer/views/graph/objects.ts';
import { Picture } from '#renderer/views/graph/Picture.tsx';
import { TwinTable } from '#renderer/views/graph/TwinTable.tsx';
import { figureObjects } from '#shared/derive/figure-objects.ts';

type GraphPlace = Extract<Place, { view: 'graph' }>;

interface Props {
  readonly sourceId: string;
  readonly place: GraphPlace;
}

/** Who lives where, what the unmount reached, and what it did not: the picture and its table, same objects, same count. */
export function GraphView({ sourceId, place }: Props) {
  const { focus, expanded, show } = place;
  const shown = useStore(theme);
  const selection = useWhere((w) => w.selection);
  const zoom = useZoom();
  const [follow, setFollow] = useState(false);
  const {
    value: figure,
    stale,
    failure,
  } = useQuery('query.namespaceFigure', { sourceId, focus, expanded: [...expanded] });
  const subjects = figure ? subjectsOf(figure) : null;
  const selected = subjects && selection ? selectedObject(subjects, selection) : null;
  const refineTo = (change: Partial<GraphPlace>) => refine({ ...place, ...change });
  const picture = { sourceId, view: 'namespaces' as const, focus, expanded: [...expanded] };
  const toggleTwin = () => refineTo({ show: show === 'both' ? 'table' : 'both' });
  useKeys({
    ...figureKeys(picture, zoom),
    t: toggleTwin,
    f: () => setFollow((now) => !now),
  });
  const onSelect = (key: string) => {
    const subject = subjects?.get(key);
    select(subject ?? null);
  };
  const onOpen = (key: string) => {
    const row = figure && figureObjects(figure).find((o) => o.key === key);
    if (row?.expandable) return refineTo({ expanded: expanded.includes(key) ? expanded : [...expanded, key] });
    const subject = subjects?.get(key);
    if (subject) openObject(subject);
  };
  return (
    <section className="graph-view" aria-label={t('ui.graph')}>
      <ViewHead title={t('ui.graph')}>
        <FocusField
          id="graph-focus"
          label={t('ui.focus')}
          hint={t('ui.focus-hint')}
          showLabel
          focus={focus}
          onFocus={(next) => go({ view: 'graph', focus: next, expanded: [], show })}
        />
        <button type="button" className="chip" aria-pressed={show === 'table'} onClick={toggleTwin}>
          {t('ui.table-only')} <kbd>T</kbd>
        </button>
        <button type="button" className="chip" aria-pressed={follow} onClick={() => setFollow(!follow)}>
          {t('ui.follow')} <kbd>F</kbd>
        </button>
        {expanded.length > 0 && (
          <button type="button" className="chip" onClick={() => refineTo({ expanded: [] })}>
            {t('ui.close-groups', { count: expanded.length })}
          </button>
        )}
        <span className="push" />
        <span className="graph-legend t2 small" aria-hidden="true">
          {(['shared', 'slave', 'private', 'unbindable'] as const).map((kind) => (
            <span key={kind} className="with-mark">
              <DoorGlyph kind={kind} /> {t(`ui.legend.${kind}`)}
            </span>
          ))}
        </span>
        <ExportMenu name={t('ui.export-graph')} figure={picture} objects={pictureObjects(picture)} />
      </ViewHead>
      {failure && <FailureNote failure={failure} />}
      {!figure && !failure && <p className="empty">{t('ui.asking')}</p>}
      {figure && (
        <div className={`graph-body ${show} ${stale ? 'stale' : ''}`}>
          {show === 'both' && (
            <div className="picture-pane">
              <Picture
                figure={figure}
                theme={shown}
                zoom={zoom.zoom}
                selected={selected}
                followed={follow ? followedKeys(figure, selected) : null}
                onSelect={onSelect}
                onOpen={onOpen}
              />
              <ZoomButtons
                text={t('ui.percent', { n: Math.round(zoom.zoom * 100) })}
                resetName={t('ui.zoom-reset')}
                onStep={zoom.step}
                onReset={zoom.reset}
              />
            </div>
          )}
          <TwinTable figure={figure} selected={selected} onSelect={onSelect} onOpen={onOpen} />
        </div>
      )}
    </section>
  );
}
