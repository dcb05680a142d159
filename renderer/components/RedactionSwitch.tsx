import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { useWhere } from '#renderer/store/place.ts';
import { redaction, redactionPanel, turnRedaction } from '#renderer/store/redaction.ts';

/** Replaces every name in the window and in all it exports, and back; beside it the way to the engineer's list. */
export function RedactionSwitch() {
  const on = useStore(redaction, (r) => r.on);
  return (
    <div className="redaction-switch">
      <RedactionToggle />
      <button
        type="button"
        className="button"
        aria-label={t('ui.redaction.open')}
        title={t('ui.redaction.open')}
        data-on={on}
        onClick={() => redactionPanel.set(true)}
      >
        …
      </button>
    </div>
  );
}

export function RedactionToggle() {
  const on = useStore(redaction, (r) => r.on);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      className="button"
      data-on={on}
      title={t(on ? 'ui.redaction.turn-off-hint' : 'ui.redaction.turn-on-hint')}
      onClick={() => void turnRedaction(!on)}
    >
      {t(on ? 'ui.redaction.turn-off' : 'ui.redaction.turn-on')} <kbd>X</kbd>
    </button>
  );
}

/** In a source's tab: that what it shows is not what the host says. */
export function RedactedMark({ sourceId }: { readonly sourceId: string }) {
  const state = useStore(redaction, (r) => (!r.on ? null : r.ready.has(sourceId) ? 'ready' : 'redacting'));
  if (state === null) return null;
  return <span className="redacted-mark">{t(state === 'ready' ? 'ui.redaction.mark' : 'ui.redaction.marking')}</span>;
}

/** At the foot of every page of the window; where there is no bar above, also the switch itself. */
export function RedactedStatus() {
  const on = useStore(redaction, (r) => r.on);
  const bare = useWhere((w) => w.sourceId === null && w.place.view === 'connect' && w.place.form === null);
  if (on) {
    return (
      <button type="button" className="button link small" onClick={() => redactionPanel.set(true)}>
        {t('ui.redaction.status')}
      </button>
    );
  }
  if (!bare) return null;
  return (
    <button
      type="button"
      className="button link quiet small"
      title={t('ui.redaction.turn-on-hint')}
      onClick={() => void turnRedaction(true)}
    >
      {t('ui.redaction.turn-on')}
    </button>
  );
}
