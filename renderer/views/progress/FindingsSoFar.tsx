import { Said } from '#renderer/components/HostText.tsx';
import { SeverityMark, UnknownMark } from '#renderer/components/marks.tsx';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { itemId } from '#renderer/views/findings/items.ts';

interface Props {
  readonly sourceId: string;
  readonly complete: boolean;
}

const most = 12;

/** What is known already. While evidence arrives the list may still grow; it says so. */
export function FindingsSoFar({ sourceId, complete }: Props) {
  const { value } = useQuery('query.findings', { sourceId });
  if (!value) return null;
  const found = value.filter((i) => i.type === 'finding');
  const open = value.filter((i) => i.type === 'cannot-tell');
  const enter = (id: string) => go({ view: 'findings', finding: id }, { sourceId, selection: null });
  return (
    <>
      <h2 className="so-far">
        {t(complete ? 'ui.findings' : 'ui.findings-so-far')} <span className="mono">{found.length}</span>
      </h2>
      <ul className="short-list">
        {found.slice(0, most).map((item) => (
          <li key={itemId(item)}>
            <button type="button" className="short-row" onClick={() => enter(itemId(item))}>
              <SeverityMark severity={item.finding.severity} />
              <span className="cut">
                <Said message={item.finding.title} strong={[item.finding.subjects[0].name]} />
              </span>
              <span className="mono t3">{item.code}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length > most && <p className="small t3">{t('ui.and-more', { more: found.length - most })}</p>}
      {complete && open.length > 0 && (
        <>
          <h2 className="so-far">
            {t('ui.still-open')} <span className="mono">{open.length}</span>
          </h2>
          <ul className="short-list">
            {open.slice(0, 6).map((item) => (
              <li key={itemId(item)}>
                <button type="button" className="short-row t2" onClick={() => enter(itemId(item))}>
                  <UnknownMark />
                  <span className="cut">
                    <Said message={item.because} />
                  </span>
                  <span className="mono t3">{item.code}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
