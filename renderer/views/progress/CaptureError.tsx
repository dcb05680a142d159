import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { t } from '#renderer/components/words.ts';
import type { AppError } from '#shared/base/errors.ts';
import { sayError } from '#shared/messages/index.ts';

/** Why a capture ended early. For a host key that changed there is no way on from here, on purpose. */
export function CaptureError({ error }: { readonly error: AppError }) {
  if (error.kind === 'ssh-host-key-changed') {
    return (
      <div className="question stopped" role="alert">
        <h3>{t('ui.key-changed')}</h3>
        <p className="t2">{t('ui.key-changed-said', { host: error.host })}</p>
        <dl className="two-keys">
          <dt>{t('ui.key-known')}</dt>
          <dd>
            <HostText text={error.known} />
            <span className="t3 small block">
              <HostText text={`${error.knownHostsFile}:${error.line}`} />
            </span>
          </dd>
          <dt>{t('ui.key-offered')}</dt>
          <dd>
            <HostText text={error.offered} />
            <span className="t3 small block">
              <HostText text={error.keyType} />
            </span>
          </dd>
        </dl>
        <p className="small t2">{t('ui.key-changed-next')}</p>
      </div>
    );
  }
  return (
    <div className="question stopped" role="alert">
      <h3>{t(error.kind === 'cancelled' ? 'ui.cancelled' : 'ui.could-not')}</h3>
      <p>
        <Escaped text={sayError(error)} />
      </p>
    </div>
  );
}
