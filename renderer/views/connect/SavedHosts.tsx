import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { startCapture } from '#renderer/store/captures.ts';
import { tell } from '#renderer/store/notices.ts';
import { go } from '#renderer/store/place.ts';
import { forgetAnswers, useQuery } from '#renderer/store/queries.ts';
import type { SavedHost } from '#shared/ipc/payloads.ts';
import { sayError } from '#shared/messages/index.ts';

/** Hosts kept for next time, each with the colour its windows carry. Nothing is shown while there are none. */
export function SavedHosts() {
  const { value } = useQuery('hosts.list', null);
  if (!value || value.length === 0) return null;
  return (
    <>
      <h2 className="start-ask">{t('ui.saved-hosts')}</h2>
      <ul className="known" aria-label={t('ui.saved-hosts')}>
        {value.map((saved) => (
          <li key={saved.id} className="known-row">
            <span className={`host-dot host-colour-${saved.colour}`} aria-hidden="true" />
            <span className="cut">
              <span className="medium">
                <Escaped text={saved.label} />
              </span>{' '}
              <HostText text={`${saved.user}@${saved.host}:${saved.port}`} className="t3" />
            </span>
            <button
              type="button"
              className="button tight"
              aria-label={t('ui.edit-host', { label: saved.label })}
              onClick={() => go({ view: 'connect', form: { target: '', savedHost: saved.id } })}
            >
              {t('ui.edit')}
            </button>
            <button
              type="button"
              className="button tight"
              aria-label={t('ui.forget-host', { label: saved.label })}
              onClick={() => void forget(saved.id)}
            >
              {t('ui.forget')}
            </button>
            <button
              type="button"
              className="button tight"
              aria-label={t('ui.connect-to', { label: saved.label })}
              onClick={() => void connect(saved)}
            >
              {t('ui.connect')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

async function connect({ host: name, port, user, keyId, useAgent, elevation }: SavedHost): Promise<void> {
  const error = await startCapture({ host: name, port, user, keyId, useAgent, elevation });
  if (error) tell(sayError(error), true);
}

async function forget(id: string): Promise<void> {
  const reply = await host().request('hosts.remove', { id });
  if (!reply.ok) return tell(sayError(reply.error), true);
  forgetAnswers();
}
