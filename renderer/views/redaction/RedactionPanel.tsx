import { useState } from 'react';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { saveFile } from '#renderer/components/export.ts';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { HostText } from '#renderer/components/HostText.tsx';
import { RedactionToggle } from '#renderer/components/RedactionSwitch.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { useWhere } from '#renderer/store/place.ts';
import { useQuery } from '#renderer/store/queries.ts';
import { redaction, redactionPanel } from '#renderer/store/redaction.ts';
import { MapLine } from '#renderer/views/redaction/MapLine.tsx';
import { TokenTable } from '#renderer/views/redaction/TokenTable.tsx';
import type { RedactionPreview } from '#shared/ipc/redaction-payloads.ts';

/** The engineer's: what is or would be replaced in the source in sight, the map, the redacted bundle. Needs no switch. */
export function RedactionPanel() {
  const open = useStore(redactionPanel);
  const sourceId = useWhere((w) => w.sourceId);
  return (
    <Dialog
      open={open}
      onClose={() => redactionPanel.set(false)}
      title={t('ui.redaction')}
      className="wide redaction-panel"
    >
      <div className="redaction-about">
        <p className="t2">{t('ui.redaction.about')}</p>
        <RedactionToggle />
      </div>
      {open && sourceId !== null ? (
        <Preview sourceId={sourceId} />
      ) : (
        <p className="t2">{t('ui.redaction.no-source')}</p>
      )}
      <MapLine>
        {sourceId !== null && (
          <button
            type="button"
            className="button primary"
            onClick={() => void saveFile('redaction.saveBundle', { sourceId })}
          >
            {t('ui.redaction.save-bundle')}
          </button>
        )}
      </MapLine>
    </Dialog>
  );
}

function Preview({ sourceId }: { readonly sourceId: string }) {
  const { value, stale, failure } = useQuery('redaction.preview', { sourceId });
  const on = useStore(redaction, (r) => r.on);
  const [shows, setShows] = useState(false);
  if (failure) return <FailureNote failure={failure} />;
  if (!value || stale) {
    return (
      <div className="redaction-making" role="status">
        <progress aria-label={t('ui.redaction.making')} />
        <span className="t2">{t('ui.redaction.making')}</span>
      </div>
    );
  }
  const sum = (of: 'tokens' | 'places') => value.classes.reduce((all, c) => all + c[of], 0);
  return (
    <>
      <div className="redaction-total">
        <span role="status">{t('ui.redaction.total', { tokens: sum('tokens'), places: sum('places') })}</span>
        <span className="push" />
        {on && (
          <button type="button" className="button" aria-pressed={shows} onClick={() => setShows(!shows)}>
            {t(shows ? 'ui.redaction.hide-names' : 'ui.redaction.show-names')}
          </button>
        )}
      </div>
      <TokenTable sourceId={sourceId} classes={value.classes} showsNames={!on || shows} />
      <Rest {...value} />
    </>
  );
}

/** What is not replaced: names that stay, records that are left out. */
function Rest({ keptNames, leftOut }: RedactionPreview) {
  const lists = [
    ['stays', t('ui.redaction.stays', { names: keptNames.length }), keptNames],
    ['left-out', t('ui.redaction.left-out', { records: leftOut.length }), leftOut],
  ] as const;
  return lists.map(([key, says, all]) =>
    all.length === 0 ? null : (
      <div key={key} className={`redaction-rest ${key === 'left-out' ? 'warn' : ''}`}>
        <p className="small">{says}</p>
        <ul>
          {all.map((name) => (
            <li key={name}>
              <HostText text={name} />
            </li>
          ))}
        </ul>
      </div>
    ),
  );
}
