import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { TroubleGlyph } from '#renderer/components/storage-marks.tsx';
import { t } from '#renderer/components/words.ts';
import { SourceLinks } from '#renderer/views/layers/SourceLinks.tsx';
import type { LayersFigure } from '#shared/derive/layers-figure.ts';

/** Blast radius: everybody who stands on the layers of the picture. */
export function StandingTable({ figure }: { readonly figure: LayersFigure }) {
  if (figure.standing.length === 0) return null;
  const places = new Map(figure.copies.map((c) => [c.key, c.title]));
  return (
    <section aria-label={t('ui.standing')}>
      <h2>{t('ui.standing')}</h2>
      <table className="plain twin-table">
        <thead>
          <tr>
            <th scope="col">{t('ui.col.what')}</th>
            <th scope="col">{t('ui.col.id')}</th>
            <th scope="col">{t('ui.col.place')}</th>
            <th scope="col">{t('ui.col.layer')}</th>
            <th scope="col">{t('ui.col.state')}</th>
            <th scope="col">{t('ui.col.source')}</th>
          </tr>
        </thead>
        <tbody>
          {figure.standing.map((row) => (
            <tr key={row.key}>
              <td className="medium">
                <Escaped text={row.title} />
              </td>
              <td>
                <HostText text={row.id} />
              </td>
              <td className="t2">
                <Escaped text={places.get(row.copy) ?? ''} />
              </td>
              <td className="t2">
                <Escaped text={row.layer} />
              </td>
              <td className={row.trouble === 'none' ? 't2' : row.trouble}>
                <span className="with-mark">
                  <TroubleGlyph trouble={row.trouble} />{' '}
                  <Escaped text={[row.says, row.saysAside].filter(Boolean).join(', ')} />
                </span>
              </td>
              <td>{row.source && <SourceLinks sources={[row.source]} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
