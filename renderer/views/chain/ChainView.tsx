import { useEffect, useRef } from 'react';
import { AnswerTools, copyTicket } from '#renderer/components/AnswerTools.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { figureKeys } from '#renderer/components/figure-keys.ts';
import { useKeys } from '#renderer/components/keys.ts';
import { openEvidence, openSubject } from '#renderer/components/open-subject.ts';
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
  const picture = { sourceId, view: 'chain' as const, focus: needle, expanded: [] };
  useKeys({
    ...figureKeys(chain ? picture : null, zoom),
    t: toggleTable,
    c: () => copyTicket(sourceId, finding),
    r: () => {
      const cited = hop?.cited[0];
      if (cited) openEvidence(cited.source);
    },
  });
  const subjects = chain ? chainSubjects(chain) : null;
  return (
    <section className="chain-view" aria-label={t('ui.chain')}>
      <ViewHead
        title={t('ui.chain')}
        aside={chain ? t('ui.chain-proven', { proven: chain.proven, hops: chain.hops.length }) : undefined}
      >
        {chain && (
          <AnswerTools
            sourceId={sourceId}
            finding={finding}
            figure={picture}
            asTable={show === 'table'}
            onTable={toggleTable}
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
