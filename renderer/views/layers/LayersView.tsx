import { CopyButton, copyWithNotice } from '#renderer/components/CopyButton.tsx';
import { ExportMenu } from '#renderer/components/ExportMenu.tsx';
import { findingText, saveFile } from '#renderer/components/export.ts';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { openEvidence, openSubject } from '#renderer/components/open-subject.ts';
import { pictureObjects } from '#renderer/components/picture-objects.ts';
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
  const exportAs = (format: 'svg' | 'png' | 'pdf') =>
    void saveFile('export.figure', {
      sourceId,
      view: 'layers',
      focus,
      expanded: [...expanded],
      theme: 'light',
      format,
    });
  const ticket = () => (finding === null ? null : findingText({ sourceId, findingId: finding, format: 'markdown' }));
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
    t: toggleTable,
    e: () => exportAs('svg'),
    c: () => finding !== null && void copyWithNotice(ticket as () => Promise<string | null>),
    r: () => {
      const source = objects.find((o) => o.key === selected)?.source;
      if (source) openEvidence(source);
    },
    '+': () => zoom.step(1),
    '=': () => zoom.step(1),
    '-': () => zoom.step(-1),
    '0': zoom.reset,
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
          <button type="button" className="chip" aria-pressed={show === 'table'} onClick={toggleTable}>
            {t('ui.as-table')} <kbd>T</kbd>
          </button>
        )}
        {finding !== null && (
          <>
            <button type="button" className="button" onClick={() => go({ view: 'findings', finding })}>
              {t('ui.chain-open-finding')}
            </button>
            <CopyButton
              text={async () => ticket()}
              name={t('ui.copy-for-ticket')}
              label={t('ui.copy-for-ticket')}
              className="button"
            />
          </>
        )}
        {figure && (
          <ExportMenu
            name={t('ui.export-figure')}
            objects={pictureObjects(sourceId, { view: 'layers', focus, expanded })}
            onExport={exportAs}
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
