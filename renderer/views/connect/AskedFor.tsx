import { Escaped } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import type { OptInCollectorId } from '#shared/collectors/ids.ts';
import { collectors } from '#shared/collectors/index.ts';

interface Props {
  readonly asked: readonly OptInCollectorId[];
  readonly onAsk: (asked: readonly OptInCollectorId[]) => void;
}

/** What runs only when asked for: each says what it changes on the host before anything is sent. */
export function AskedFor({ asked, onAsk }: Props) {
  return (
    <fieldset className="asked-for">
      <legend className="panel-title">
        {t('ui.ask-for')} <span className="t2">{t('ui.ask-for-said')}</span>
      </legend>
      {collectors
        .filter((c) => c.changes !== undefined)
        .map((c) => {
          const id = c.id as OptInCollectorId;
          return (
            <label key={id} className="check asked">
              <input
                type="checkbox"
                checked={asked.includes(id)}
                onChange={(e) => onAsk(e.target.checked ? [...asked, id] : asked.filter((other) => other !== id))}
              />
              <span>
                <span className="mono">{id}</span> <Escaped text={c.why} />
                <br />
                <span className={asked.includes(id) ? 'warn small' : 't3 small'}>
                  <Escaped text={t('ui.ask-for-changes', { changes: c.changes ?? '' })} />
                </span>
              </span>
            </label>
          );
        })}
    </fieldset>
  );
}
