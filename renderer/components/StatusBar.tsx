import { count } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { RedactedStatus } from '#renderer/components/RedactionSwitch.tsx';
import { SelectionNotes } from '#renderer/components/SelectionNotes.tsx';
import { t } from '#renderer/components/words.ts';
import { appInfo } from '#renderer/store/app-info.ts';
import { captures, shownTarget } from '#renderer/store/captures.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { linkState } from '#renderer/store/link.ts';
import { notice } from '#renderer/store/notices.ts';
import { go, useWhere } from '#renderer/store/place.ts';
import { useHiddenHere } from '#renderer/store/redaction.ts';
import { useIsComplete } from '#renderer/store/sources.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { nextTheme, theme } from '#renderer/store/theme.ts';

/** The foot of the window: how complete the evidence is, what is selected, and what was just done. */
export function StatusBar() {
  const summary = useSummary();
  const complete = useIsComplete();
  const selection = useWhere((w) => w.selection);
  const sourceId = useWhere((w) => w.sourceId);
  const said = useStore(notice);
  const info = useStore(appInfo);
  const shown = useStore(theme);
  const link = useStore(linkState);
  const hidden = useHiddenHere();
  const failed = summary ? summary.records.total - summary.records.complete : 0;
  return (
    <footer className="status">
      {said ? (
        <span role={said.trouble ? 'alert' : 'status'} className={said.trouble ? 'warn cut' : 'cut'}>
          <Escaped text={said.text} />
        </span>
      ) : summary ? (
        <>
          <span>
            {t('ui.records-complete', {
              complete: count(summary.records.complete),
              total: count(summary.records.total),
            })}
          </span>
          {failed > 0 && <span className="t3">{t('ui.records-failed', { failed: count(failed) })}</span>}
          <span>{t('ui.tables-read', { read: summary.tables.read, of: summary.tables.of })}</span>
          {!complete && <span>{t('ui.still-arriving')}</span>}
          {complete && !summary.custody.ended && <span className="warn">{t('ui.evidence-cut')}</span>}
        </>
      ) : (
        <span>{t(hidden ? 'ui.redaction.marking' : 'ui.no-source')}</span>
      )}
      <span className="push" />
      <RedactedStatus />
      <Asking />
      {link !== null && link !== 'connected' && (
        <span className="warn" role="alert">
          {t(`ui.link.${link}`)}
        </span>
      )}
      {selection && (
        <span className="t3 cut" data-testid="selection">
          {t('ui.selection')} <HostText text={selection.name || selection.id} />
          {selection.name !== '' && selection.name !== selection.id && (
            <>
              {' · '}
              <HostText
                text={selection.id}
                short={selection.id.length > 24 ? `${selection.id.slice(0, 12)}…` : selection.id}
              />
            </>
          )}
        </span>
      )}
      {selection && sourceId !== null && <SelectionNotes sourceId={sourceId} selection={selection} />}
      <button type="button" className="button link quiet small" onClick={nextTheme}>
        {t(shown === 'dark' ? 'ui.theme-light' : 'ui.theme-dark')}
      </button>
      {info && <span className="t3">{t('ui.version', { version: info.version })}</span>}
    </footer>
  );
}

/** A connection waits for an answer while the user is elsewhere. */
function Asking() {
  const here = useWhere((w) => w.place);
  const asking = useStore(captures, (all) => [...all.values()].find((c) => c.prompts.length > 0) ?? null);
  if (!asking || (here.view === 'progress' && here.captureId === asking.captureId)) return null;
  return (
    <button
      type="button"
      className="button link small"
      onClick={() => go({ view: 'progress', captureId: asking.captureId }, { sourceId: null, selection: null })}
    >
      {t('ui.host-asks', { host: shownTarget(asking).host })}
    </button>
  );
}
