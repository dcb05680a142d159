import { utc } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { showSource } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { openSources } from '#renderer/store/sources.ts';
import { openRecent } from '#renderer/views/connect/open-source.ts';

/** What is open now and what was open before. */
export function RecentSources() {
  const open = useStore(openSources);
  const { value } = useQuery('sources.recent', null);
  const recent = value ?? [];
  if (open.length + recent.length === 0) return null;
  return (
    <>
      <h2 className="start-ask">{t('ui.recent')}</h2>
      <ul className="known" aria-label={t('ui.recent')}>
        {open.map((source) => (
          <li key={source.sourceId} className="known-row">
            <span className={`host-dot host-colour-${source.colour}`} aria-hidden="true" />
            <span className="cut">
              <Escaped text={source.title} /> <span className="t3">{t('ui.open-now')}</span>
            </span>
            <button type="button" className="button tight" onClick={() => showSource(source.sourceId)}>
              {t('ui.show')}
            </button>
          </li>
        ))}
        {recent.slice(0, 6).map((source) => (
          <li key={source.id} className="known-row">
            <span className="host-dot" aria-hidden="true" />
            <span className="cut">
              <Escaped text={source.title} />{' '}
              <span className="t3">{t('ui.recent-opened', { kind: source.kind, at: utc(source.openedAt) })}</span>
            </span>
            <button type="button" className="button tight" onClick={() => void openRecent(source.id)}>
              {t('ui.open')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
