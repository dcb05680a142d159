import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import { SourceLinks } from '#renderer/views/layers/SourceLinks.tsx';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';

/** Layer against folder, name by name: what the blob has, what each copy has in its place. */
export function DifferenceTable({ figure }: { readonly figure: LayersFigure }) {
  const { differences, differencesTotal, counts } = figure;
  if (differences.length === 0) {
    return <p className="small t3">{t('ui.differences-none', { compared: counts.compared, plates: counts.plates })}</p>;
  }
  return (
    <section aria-label={t('ui.differences-here')}>
      <h2>
        {t('ui.differences-here')}{' '}
        <span className="said">{t('ui.differences-count', { shown: differences.length, of: differencesTotal })}</span>
      </h2>
      <table className="plain twin-table difference-table">
        <thead>
          <tr>
            <th scope="col">{t('ui.col.path')}</th>
            <th scope="col">{t('ui.col.layer')}</th>
            <th scope="col">{t('ui.col.in-blob')}</th>
            {figure.copies.map((c) => (
              <th key={c.key} scope="col">
                {t('ui.col.in-copy', { place: c.place })}
              </th>
            ))}
            <th scope="col">{t('ui.col.verdict')}</th>
            <th scope="col">{t('ui.col.source')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((row) => (
            <tr key={row.key} data-key={row.key}>
              <td className="medium">
                <HostText text={row.path} />
              </td>
              <td className="mono t3">
                <Escaped text={row.layer} />
              </td>
              <td className="mono">{row.inBlob === '' ? t('ui.not-in-blob') : <Escaped text={row.inBlob} />}</td>
              {row.inCopies.map((c) => (
                <td key={c.copy} className={c.differs ? 'crit medium' : 't2'} title={c.title}>
                  <Escaped text={c.text} />
                </td>
              ))}
              <td>
                <Escaped text={row.verdict} />
              </td>
              <td>
                <SourceLinks sources={row.sources} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {differencesTotal > differences.length && (
        <button type="button" className="button" onClick={() => go({ view: 'differences', filter: '', sort: null })}>
          {t('ui.differences-all')}
        </button>
      )}
    </section>
  );
}
