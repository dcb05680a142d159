import { useEffect, useRef } from 'react';
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
import { skip, useQuery } from '#renderer/store/queries.ts';
import { ChainAnswer } from '#renderer/views/chain/ChainAnswer.tsx';
import { ChainAsk } from '#renderer/views/chain/ChainAsk.tsx';
import { chainSubjects, selectedHop } from '#renderer/views/chain/hops.ts';

type ChainPlace = Extract<Place, { view: 'chain' }>;

interface Props {
  readonly sourceId: string;
  readonly place: ChainPlace;
}

/** From a container down to the disk, or from a device up to its container: every step with the line that says so. */
export function ChainView({ sourceId, place }: Props) {
  const { needle, show } = place;
  const input = useRef<HTMLInputElement>(null);
  const selection = useWhere((w) => w.selection);
  const zoom = useZoom();
  const { value: chain, stale, failure } = useQuery('query.chain', needle === '' ? skip : { sourceId, needle });
  const finding = chain?.statement?.findingId ?? null;
  const hop = chain && selection ? selectedHop(chain, selection) : null;
  useEffect(() => {
    if (needle === '') input.current?.focus();
  }, [needle]);
  const toggleTable = () => refine({ ...place, show: show === 'picture' ? 'table' : 'picture' });
  const exportAs = (format: 'svg' | 'png' | 'pdf') => {
    if (chain)
      void saveFile('export.figure', { sourceId, view: 'chain', focus: needle, expanded: [], theme: 'light', format });
  };
  const ticket = () => (finding === null ? null : findingText({ sourceId, findingId: finding, format: 'markdown' }));
  useKeys({
    t: toggleTable,
    e: () => exportAs('svg'),
    c: () => finding !== null && void copyWithNotice(ticket as () => Promise<string | null>),
    r: () => {
      const cited = hop?.cited[0];
      if (cited) openEvidence(cited.source);
    },
    '+': () => zoom.step(1),
    '=': () => zoom.step(1),
    '-': () => zoom.step(-1),
    '0': zoom.reset,
  });
  const subjects = chain ? chainSubjects(chain) : null;
  return (
    <section className="chain-view" aria-label={t('ui.chain')}>
      <ViewHead
        title={t('ui.chain')}
        aside={chain ? t('ui.chain-proven', { proven: chain.proven, hops: chain.hops.length }) : undefined}
      >
        {chain && (
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
        {chain && (
          <ExportMenu
            name={t('ui.export-figure')}
            objects={pictureObjects(sourceId, { view: 'chain', focus: needle, expanded: [] })}
            onExport={exportAs}
          />
        )}
      </ViewHead>
      <div className={`chain-body ${stale && needle !== '' ? 'stale' : ''}`}>
        <ChainAsk needle={needle} input={input} onAsk={(next) => go({ ...place, needle: next })} />
        {needle === '' && <p className="empty">{t('ui.chain-examples')}</p>}
        {failure && <FailureNote failure={failure} />}
        {needle !== '' && !chain && !failure && <p className="empty">{t('ui.asking')}</p>}
        {chain && (
          <ChainAnswer
            sourceId={sourceId}
            chain={chain}
            show={show}
            zoom={zoom.zoom}
            selected={hop?.key ?? null}
            onSelect={(key) => select(subjects?.get(key) ?? null)}
            onOpen={(key) => {
              const opened = chain.hops.find((h) => h.key === key);
              const cited = opened?.cited[0];
              if (cited) openEvidence(cited.source);
              else if (opened?.subject) openSubject(opened.subject);
            }}
          />
        )}
      </div>
    </section>
  );
}
