import { AnswerTools, copyTicket } from '#renderer/components/AnswerTools.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { figureKeys } from '#renderer/components/figure-keys.ts';
import { useKeys } from '#renderer/components/keys.ts';
import { openEvidence, openSubject } from '#renderer/components/open-subject.ts';
import { useZoom } from '#renderer/components/use-zoom.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { go, type Place, refine, select, useWhere } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { LayersAnswer } from '#renderer/views/layers/LayersAnswer.tsx';
import { LayersAsk } from '#renderer/views/layers/LayersAsk.tsx';
import { layersSubjects, selectedInLayers } from '#renderer/views/layers/layers-subjects.ts';
import { expandKeyOf, layersObjects } from '#shared/derive/layers-objects.ts';

type LayersPlace = Extract<Place, { view: 'layers' }>;

interface Props {
  readonly sourceId: string;
  readonly place: LayersPlace;
}

/** Is this image intact, who stands on the damage, and which mount and which layer serve a path in a container. */
export function LayersView({ sourceId, place }: Props) {
  const { focus, expanded, show } = place;
  const selection = useWhere((w) => w.selection);
  const zoom = useZoom();
  const { value: figure, stale, failure } = useQuery('query.layers', { sourceId, focus, expanded: [...expanded] });
  const objects = figure ? layersObjects(figure) : [];
  const subjects = layersSubjects(objects);
  const selected = selection ? selectedInLayers(objects, selection) : null;
  const finding = figure?.statement?.findingId ?? null;
  const toggleTable = () => refine({ ...place, show: show === 'picture' ? 'table' : 'picture' });
  const picture = { sourceId, view: 'layers' as const, focus, expanded: [...expanded] };
  const onSelect = (key: string) => select(subjects.get(key) ?? null);
  const onOpen = (key: string) => {
    const object = objects.find((o) => o.key === key);
    if (!object) return;
    const group = expandKeyOf(object);
    if (object.expandable) refine({ ...place, expanded: [...new Set([...expanded, group])] });
    else if (object.kind === 'standing' && object.subject?.kind === 'container')
      go({ ...place, focus: object.subject.id, expanded: [] });
    else if (object.source) openEvidence(object.source);
    else if (object.subject) openSubject(object.subject);
  };
  useKeys({
    ...figureKeys(picture, zoom),
    t: toggleTable,
    c: () => copyTicket(sourceId, finding),
    r: () => {
      const source = objects.find((o) => o.key === selected)?.source;
      if (source) openEvidence(source);
    },
  });
  return (
    <section className="chain-view layers-view" aria-label={t('ui.layers')}>
      <ViewHead title={t('ui.layers')} aside={figure ? t('ui.layers-aside', figure.counts) : undefined}>
        {expanded.length > 0 && (
          <button type="button" className="button" onClick={() => refine({ ...place, expanded: [] })}>
            {t('ui.layers-close-groups')}
          </button>
        )}
        {figure && (
          <AnswerTools
            sourceId={sourceId}
            finding={finding}
            figure={picture}
            asTable={show === 'table'}
            onTable={toggleTable}
          />
        )}
      </ViewHead>
      <div className={`chain-body ${stale ? 'stale' : ''}`}>
        <LayersAsk
          key={`${focus ?? ''} ${figure?.served ? 'path' : ''}`}
          asksPath={figure?.served !== undefined && figure.served !== null}
          focus={focus}
          container={figure?.served?.container ?? containerOf(figure?.standing ?? [])}
          onAsk={(next) => go({ ...place, focus: next, expanded: [] })}
        />
        {failure && <FailureNote failure={failure} />}
        {!figure && !failure && <p className="empty">{t('ui.asking')}</p>}
        {figure && (
          <LayersAnswer
            sourceId={sourceId}
            figure={figure}
            objects={objects}
            show={show}
            zoom={zoom.zoom}
            selected={selected}
            onSelect={onSelect}
            onOpen={onOpen}
          />
        )}
      </div>
    </section>
  );
}

/** The container that a path is most likely asked of: the one in question, else the first that runs. */
const containerOf = (
  standing: readonly {
    readonly own: boolean;
    readonly how: string;
    readonly subject: { readonly kind: string; readonly id: string; readonly name: string } | null;
  }[],
) =>
  (standing.find((r) => r.own) ?? standing.find((r) => r.how === 'runs-on' && r.subject?.kind === 'container'))
    ?.subject ?? null;
