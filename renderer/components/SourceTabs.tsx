import type { KeyboardEvent } from 'react';
import { utc } from '#renderer/components/format.ts';
import { Escaped } from '#renderer/components/HostText.tsx';
import { RedactedMark } from '#renderer/components/RedactionSwitch.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { go, showSource, useWhere } from '#renderer/store/place.ts';
import { closeSource, openSources, stepSource } from '#renderer/store/sources.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { OpenSource } from '#shared/ipc/payloads.ts';

/** One tab a source: the host's colour and name, and the time of the capture, which tells two of one host apart. */
export function SourceTabs() {
  const sources = useStore(openSources);
  const here = useWhere((w) => w.sourceId);
  const keys = (event: KeyboardEvent, sourceId: string) => {
    if (event.key === 'ArrowRight') stepSource(1);
    else if (event.key === 'ArrowLeft') stepSource(-1);
    else if (event.key === 'Delete') void closeSource(sourceId);
    else return;
    event.preventDefault();
    focusTabInSight();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={t('ui.tabs')} className="tab-list">
        {sources.map((source, at) => (
          <div key={source.sourceId} role="presentation" className={`tab host-colour-${source.colour % 8}`}>
            <button
              type="button"
              role="tab"
              className="tab-name"
              aria-selected={source.sourceId === here}
              tabIndex={source.sourceId === here || (here === null && at === 0) ? 0 : -1}
              title={`${escapeForDisplay(source.title)} · ${source.kind}`}
              onClick={() => showSource(source.sourceId)}
              onKeyDown={(event) => keys(event, source.sourceId)}
            >
              <span className="medium cut">
                <Escaped text={source.host ?? source.title} />
              </span>
              <span className="t3 small tab-time">
                {source.recheck ? `${t('ui.recheck-tab', { code: source.recheck.code })} · ` : ''}
                {source.capturedAt === null ? source.kind : utc(source.capturedAt)}
              </span>
              <RedactedMark sourceId={source.sourceId} />
            </button>
            <button
              type="button"
              className="tab-close"
              tabIndex={-1}
              aria-label={t('ui.tab-close', { name: tabName(source) })}
              onClick={() => void closeSource(source.sourceId)}
            >
              ×
            </button>
          </div>
        ))}
      </div>
      <button
        type="button"
        className="tab-new"
        aria-label={t('ui.tab-new')}
        title={t('ui.tab-new')}
        onClick={() => go({ view: 'connect', form: null }, { sourceId: null, selection: null })}
      >
        +
      </button>
    </div>
  );
}

const tabName = ({ host, title, capturedAt }: OpenSource): string =>
  `${escapeForDisplay(host ?? title)}${capturedAt === null ? '' : ` ${utc(capturedAt)}`}`;

/** After the arrow keys the focus goes with the choice, once it is drawn. */
const focusTabInSight = (): void => {
  requestAnimationFrame(() => {
    const tab = document.querySelector('[role="tab"][aria-selected="true"]');
    if (tab instanceof HTMLElement) tab.focus();
  });
};
