import { count } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { type DiffOverview, toldCount } from '#shared/derive/diff/diff-overview.ts';

interface Props {
  readonly overview: DiffOverview;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

/** Reasons in sight; a capture without one collector silences a rule for each of its findings. */
const shownReasons = 2;

const changes = ['gone', 'new', 'changed'] as const;

/** How much of each kind; a number shows its rows. What cannot be compared says why in its own line. */
export function KindCounts({ overview: { kinds }, filter, onFilter }: Props) {
  const because = kinds.flatMap((k) => k.because);
  const total = (change: (typeof changes)[number]) => kinds.reduce((n, k) => n + k[change], 0);
  const all = { gone: total('gone'), new: total('new'), changed: total('changed'), because };
  return (
    <table className="plain compare-kinds" aria-label={t('ui.compare-counts')}>
      <thead>
        <tr>
          <th scope="col">{t('ui.col.kind')}</th>
          {changes.map((change) => (
            <th key={change} scope="col" className="right">
              {t(`ui.change.${change}`)}
            </th>
          ))}
          <th scope="col" className="right">
            {t('ui.change.unchanged')}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('ui.compare-all')}</th>
          {changes.map((change) => (
            <td key={change} className="right">
              <Count n={toldCount(all, change)} wanted={`change:${change}`} filter={filter} onFilter={onFilter} />
            </td>
          ))}
          <td />
        </tr>
        {kinds.map((kind) => (
          <KindRow key={kind.kind} kind={kind} filter={filter} onFilter={onFilter} />
        ))}
      </tbody>
    </table>
  );
}

function KindRow({
  kind,
  filter,
  onFilter,
}: Omit<Props, 'overview'> & { readonly kind: DiffOverview['kinds'][number] }) {
  const { because, becauseMore, unchanged } = kind;
  const rest = because.length - shownReasons + becauseMore;
  return (
    <>
      <tr className={because.length > 0 ? 'has-reasons' : ''}>
        <th scope="row">{t(`ui.diff-kind.${kind.kind}`)}</th>
        {changes.map((change) => (
          <td key={change} className="right">
            <Count
              n={toldCount(kind, change)}
              wanted={`kind:${kind.kind} change:${change}`}
              filter={filter}
              onFilter={onFilter}
            />
          </td>
        ))}
        <td className="right mono t2">
          {unchanged === null ? <span className="warn sans">{t('ui.not-comparable')}</span> : count(unchanged)}
        </td>
      </tr>
      {because.length > 0 && (
        <tr className="reasons">
          <td colSpan={5}>
            <b className="warn">{t('ui.not-comparable')}</b>
            <Reasons of={because.slice(0, shownReasons)} />
            {rest > 0 && (
              <details>
                <summary>{t('ui.more-reasons', { n: rest })}</summary>
                <Reasons of={because.slice(shownReasons)} />
                {becauseMore > 0 && <p>{t('ui.reasons-in-file', { n: becauseMore })}</p>}
              </details>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

const Reasons = ({ of }: { readonly of: readonly string[] }) => (
  <ul>
    {of.map((text) => (
      <li key={text}>
        <Escaped text={text} />
      </li>
    ))}
  </ul>
);

interface CountProps {
  /** Null: nothing was found, and not everything could be told. */
  readonly n: number | null;
  readonly wanted: string;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

function Count({ n, wanted, filter, onFilter }: CountProps) {
  if (n === null) {
    return (
      <span className="mono warn" title={t('ui.not-told')}>
        ?<span className="only-heard"> {t('ui.not-told')}</span>
      </span>
    );
  }
  if (n === 0) return <span className="mono t3">0</span>;
  const on = filter === wanted;
  return (
    <button type="button" className="button link mono" aria-pressed={on} onClick={() => onFilter(on ? '' : wanted)}>
      {count(n)}
    </button>
  );
}
