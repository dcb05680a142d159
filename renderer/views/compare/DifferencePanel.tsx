import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { openEvidenceIn } from '#renderer/components/open-subject.ts';
import { t } from '#renderer/components/words.ts';
import { openAt } from '#renderer/views/compare/open-difference.ts';
import type { Pair } from '#renderer/views/compare/sides.ts';
import type { DiffPlace, Fact } from '#shared/derive/diff/diff.ts';
import { codeOf, type DifferenceRow } from '#shared/derive/diff/difference-rows.ts';
import { factText } from '#shared/derive/diff/fact-text.ts';

/** The marked difference whole: every fact on both sides, and for each side the line it stands in and the way to it. */
export function DifferencePanel({ row, pair }: { readonly row: DifferenceRow; readonly pair: Pair }) {
  return (
    <aside className="difference" aria-label={t('ui.difference')}>
      <h2 className="wraps">
        <span className="t2">{t(`ui.diff-kind.${row.kind}`)}</span>{' '}
        {codeOf(row) !== '' && <span className="mono t3">{codeOf(row)} </span>}
        <Escaped text={row.name} />
      </h2>
      {row.id !== row.name && (
        <p className="small t3 wraps">
          <HostText text={row.id} />
        </p>
      )}
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('ui.col.fact')}</th>
            <th scope="col">{t('ui.compare-before')}</th>
            <th scope="col">{t('ui.compare-after')}</th>
          </tr>
        </thead>
        <tbody>
          {row.facts.map(({ name, before, after }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="wraps">
                <FactCell fact={before} place={row.placeBefore} />
              </td>
              <td className="wraps">
                <FactCell fact={after} place={row.placeAfter} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('ui.col.source')}</th>
            <td>
              <PlaceCell row={row} place={row.placeBefore} sourceId={pair.before} side={t('ui.compare-before')} />
            </td>
            <td>
              <PlaceCell row={row} place={row.placeAfter} sourceId={pair.sourceId} side={t('ui.compare-after')} />
            </td>
          </tr>
        </tbody>
      </table>
    </aside>
  );
}

function FactCell({ fact, place }: { readonly fact: Fact; readonly place: DiffPlace | null }) {
  return place === null ? <span className="t3">{t('ui.not-there')}</span> : <HostText text={factText(fact)} />;
}

interface PlaceProps {
  readonly row: DifferenceRow;
  readonly place: DiffPlace | null;
  readonly sourceId: string;
  readonly side: string;
}

function PlaceCell({ row, place, sourceId, side }: PlaceProps) {
  if (place === null) return <span className="t3">{t('ui.not-there')}</span>;
  const { source, open } = place;
  return (
    <>
      {source && (
        <button
          type="button"
          className="button link source-link block"
          onClick={() => openEvidenceIn(sourceId, source)}
        >
          <Escaped text={source.line > 0 ? `${source.evidence}:${source.line}` : source.evidence} />
        </button>
      )}
      {open && (
        <button
          type="button"
          className="button tight"
          aria-label={t('ui.open-side', { side })}
          onClick={() => openAt(row.name, place, sourceId)}
        >
          {t('ui.open')}
        </button>
      )}
    </>
  );
}
