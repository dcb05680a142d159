import { FittedPicture } from '#renderer/components/FittedPicture.tsx';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { SeverityMark } from '#renderer/components/marks.tsx';
import { openChain } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { theme } from '#renderer/store/theme.ts';
import { ChainTwin } from '#renderer/views/chain/ChainTwin.tsx';
import { Runbook } from '#renderer/views/findings/Runbook.tsx';
import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import { HopChainFigure } from '#shared/figures/HopChainFigure.tsx';
import { hopColumns } from '#shared/figures/hop-layout.ts';

interface Props {
  readonly sourceId: string;
  readonly chain: ChainFigure;
  readonly show: 'picture' | 'table';
  readonly zoom: number;
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** The statement, the chain, and below it what mends it, if every step is proven. */
export function ChainAnswer({ sourceId, chain, show, zoom, selected, onSelect, onOpen }: Props) {
  const shown = useStore(theme);
  const { statement } = chain;
  const { value: detail } = useQuery(
    'query.finding',
    statement === null ? skip : { sourceId, findingId: statement.findingId },
  );
  const remedy = detail?.item.finding.remedy ?? [];
  const proven = chain.proven === chain.hops.length;
  return (
    <>
      {show === 'picture' ? (
        <FittedPicture
          width={hopColumns.width}
          testId="chain-picture"
          selected={selected}
          twin={<ChainTwin chain={chain} selected={selected} active={null} />}
        >
          {(fit) => (
            <HopChainFigure
              figure={chain}
              theme={shown}
              interaction={{ selected, onSelect, onOpen }}
              caption={null}
              zoom={zoom * fit}
            />
          )}
        </FittedPicture>
      ) : (
        <>
          {statement && (
            <p className="statement">
              <SeverityMark severity={statement.severity} /> <Escaped text={statement.text} />
            </p>
          )}
          <ChainTwin chain={chain} selected={selected} active={{ onSelect, onOpen }} />
        </>
      )}
      {chain.alternatives.length > 0 && (
        <p className="small t2 chain-others">
          {t('ui.chain-alternatives')}{' '}
          {chain.alternatives.map((other) => (
            <button
              key={`${other.kind} ${other.id}`}
              type="button"
              className="button link small"
              onClick={() => openChain(other.id)}
            >
              <HostText text={other.name || other.id} />
            </button>
          ))}
        </p>
      )}
      {remedy.length > 0 ? (
        <Runbook steps={remedy} />
      ) : (
        statement !== null && detail && !proven && <p className="doubts">{t('ui.chain-no-runbook')}</p>
      )}
      {show === 'table' && (
        <p className="foot chain-foot">
          <Escaped text={chain.lookedAt} /> <Escaped text={chain.notLookedAt} />
        </p>
      )}
    </>
  );
}
