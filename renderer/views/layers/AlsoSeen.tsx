import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { SourceLinks } from '#renderer/views/layers/SourceLinks.tsx';
import type { ServedAnswer } from '#shared/derive/layers-figure.ts';

/** The answer to a path in words, every other place where the same file is seen, and what may be wrong with it. */
export function AlsoSeen({ served }: { readonly served: ServedAnswer }) {
  return (
    <section aria-label={t('ui.served')} data-testid="served">
      <h2>{t('ui.served')}</h2>
      <p className={served.trouble === 'none' ? '' : served.trouble}>
        <Escaped text={served.sentence} />
      </p>
      {served.alsoAt.length === 0 ? (
        <p className="small t3">{t('ui.served-nowhere-else')}</p>
      ) : (
        <table className="plain twin-table" aria-label={t('ui.served-also')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.served-also')}</th>
              <th scope="col">{t('ui.col.where')}</th>
              <th scope="col">{t('ui.col.source')}</th>
            </tr>
          </thead>
          <tbody>
            {served.alsoAt.map((place) => (
              <tr key={`${place.path} ${place.where}`}>
                <td>
                  <HostText text={place.path} />
                </td>
                <td className="t2">
                  <Escaped text={place.where} />
                </td>
                <td>
                  <SourceLinks sources={[place.source]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {served.alsoMore > 0 && <p className="small t3">{t('ui.and-more', { more: served.alsoMore })}</p>}
      {served.doubts.map((doubt) => (
        <p key={doubt} className="small t3">
          <Escaped text={doubt} />
        </p>
      ))}
    </section>
  );
}
