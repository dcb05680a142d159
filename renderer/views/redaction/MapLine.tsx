import type { ReactNode } from 'react';
import { saveFile } from '#renderer/components/export.ts';
import { t } from '#renderer/components/words.ts';
import { host } from '#renderer/platform/bridge.ts';
import { chooseFile } from '#renderer/platform/upload.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { tell } from '#renderer/store/notices.ts';
import { redaction } from '#renderer/store/redaction.ts';
import { sayError } from '#shared/messages/index.ts';

/** What of the map there is, and where it goes to and comes from. */
export function MapLine({ children }: { readonly children?: ReactNode }) {
  const { names, saved } = useStore(redaction, (r) => r.map);
  return (
    <div className="redaction-map">
      <span className="medium">{t('ui.redaction.map')}</span>
      <span className="t2">
        {names === 0 ? t('ui.redaction.map-empty') : t('ui.redaction.map-holds', { names })}
        {!saved && (
          <>
            {' · '}
            <span className="warn">{t('ui.redaction.map-unsaved')}</span>
          </>
        )}
      </span>
      <span className="push" />
      <button type="button" className="button" onClick={() => void loadMap()}>
        {t('ui.redaction.load-map')}
      </button>
      <button
        type="button"
        className="button"
        disabled={names === 0}
        onClick={() => void saveFile('redaction.saveMap', null)}
      >
        {t('ui.redaction.save-map')}
      </button>
      {children}
    </div>
  );
}

async function loadMap(): Promise<void> {
  const file = appMode() === 'electron' ? null : await chooseFile();
  if (file === null && appMode() !== 'electron') return;
  const request = file === null ? null : { bytes: new Uint8Array(await file.arrayBuffer()) };
  const reply = await host().request('redaction.loadMap', request);
  if (!reply.ok) tell(sayError(reply.error), true);
  else if (reply.value !== null) tell(t('ui.redaction.map-loaded'));
}
