import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { openEvidence } from '#renderer/components/open-subject.ts';
import { rowKeys } from '#renderer/components/row-keys.ts';
import { t } from '#renderer/components/words.ts';
import type { ChainFigure, ChainHop } from '#shared/derive/chain-figure.ts';

interface Props {
  readonly chain: ChainFigure;
  readonly selected: string | null;
  /** Null: only to be read, beside the picture; nothing in it takes the focus. */
  readonly active: { readonly onSelect: (key: string) => void; readonly onOpen: (key: string) => void } | null;
}

/** The chain as a table: one row a step, one row a gauge, in the order of the picture. */
export function ChainTwin({ chain, selected, active }: Props) {
  return (
    <table className="plain twin-table" aria-label={t('ui.chain-twin')}>
      <thead>
        <tr>
          <th scope="col">{t('ui.chain-step')}</th>
          <th scope="col">{t('ui.col.what')}</th>
          <th scope="col">{t('ui.col.aside')}</th>
          <th scope="col">{t('ui.col.state')}</th>
          <th scope="col">{t('ui.chain-says')}</th>
          <th scope="col">{t('ui.chain-link')}</th>
        </tr>
      </thead>
      <tbody>
        {chain.hops.map((hop, i) => (
          <tr
            key={hop.key}
            data-key={hop.key}
            aria-selected={hop.key === selected}
            className={hop.key === selected ? 'chosen' : ''}
            {...(active ? rowKeys(hop.key, active) : {})}
          >
            <td>
              <span className="mono t3">{i + 1}</span> {hop.kind}
            </td>
            <td className="medium">
              <HostText text={hop.title} />
            </td>
            <td className={hop.lineTrouble === 'none' ? 't2' : hop.lineTrouble}>
              <Escaped text={hop.line} />
            </td>
            <td>{t(`ui.chain-standing.${hop.standing}`)}</td>
            <td>
              <Lines hop={hop} focusable={active !== null} />
            </td>
            <td className="t2">
              <Escaped text={hop.link} />
            </td>
          </tr>
        ))}
        {chain.gauges.map((gauge) => (
          <tr
            key={gauge.key}
            data-key={`gauge:${gauge.key}`}
            {...(active ? rowKeys(`gauge:${gauge.key}`, active) : {})}
          >
            <td className="t3">{t('ui.chain-gauge')}</td>
            <td className="medium">
              <Escaped text={gauge.title} />
            </td>
            <td className={gauge.trouble === 'none' ? 't2' : gauge.trouble}>
              <Escaped text={gauge.value} />
            </td>
            <td />
            <td className="t2">
              <Escaped text={gauge.line} />
            </td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ hop, focusable }: { readonly hop: ChainHop; readonly focusable: boolean }) {
  return (
    <>
      {hop.says !== '' && (
        <span className="t2">
          <Escaped text={hop.says} />
        </span>
      )}
      {hop.cited.map((line) => (
        <span key={`${line.source.evidence} ${line.source.line}`} className="block">
          {focusable && (
            <button type="button" className="button link source-link" onClick={() => openEvidence(line.source)}>
              <Escaped
                text={line.source.line > 0 ? `${line.source.evidence}:${line.source.line}` : line.source.evidence}
              />
            </button>
          )}{' '}
          <code className="command chain-line">
            <Escaped text={line.text.length > 400 ? `${line.text.slice(0, 400)}…` : line.text} />
          </code>
        </span>
      ))}
    </>
  );
}
