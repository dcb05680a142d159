import { useId } from 'react';
import { utc } from '#renderer/components/format.ts';
import { t } from '#renderer/components/words.ts';
import { go } from '#renderer/store/place.ts';
import { openRecent, useRecent } from '#renderer/views/compare/recent.ts';
import { isReversed } from '#renderer/views/compare/sides.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { OpenSource, RecentSource } from '#shared/ipc/payloads.ts';

interface Props {
  readonly sources: readonly OpenSource[];
  readonly before: string | null;
  readonly after: string;
}

/** Which capture is before and which after: any two that are open, or a recent one, which is opened then. */
export function ChooseSides({ sources, before, after }: Props) {
  const recent = useRecent(sources);
  const compare = (earlier: string | null, later: string) =>
    go({ view: 'compare', before: earlier, filter: '', sort: null }, { sourceId: later, selection: null });
  const [was, is] = [before, after].map((id) => sources.find((s) => s.sourceId === id));
  return (
    <div className="compare-sides">
      <Side
        label={t('ui.compare-before')}
        value={before}
        sources={sources}
        recent={recent}
        onChoose={(id) => compare(id, after)}
      />
      <button
        type="button"
        className="button"
        aria-label={t('ui.compare-swap-name')}
        disabled={before === null}
        onClick={() => before !== null && compare(after, before)}
      >
        {t('ui.compare-swap')}
      </button>
      <Side
        label={t('ui.compare-after')}
        value={after}
        sources={sources}
        recent={recent}
        onChoose={(id) => compare(before, id)}
      />
      {before === null && <p className="t2">{t('ui.compare-choose')}</p>}
      {before === after && <p className="warn">{t('ui.compare-same')}</p>}
      {isReversed(was, is) && (
        <p className="warn" role="note">
          {t('ui.compare-reversed')}
        </p>
      )}
    </div>
  );
}

interface SideProps {
  readonly label: string;
  readonly value: string | null;
  readonly sources: readonly OpenSource[];
  readonly recent: readonly RecentSource[];
  readonly onChoose: (sourceId: string) => void;
}

function Side({ label, value, sources, recent, onChoose }: SideProps) {
  const id = useId();
  const choose = async (chosen: string) => {
    if (chosen.startsWith(recentPrefix)) {
      const opened = await openRecent(chosen.slice(recentPrefix.length));
      if (opened !== null) onChoose(opened);
    } else if (chosen !== '') onChoose(chosen);
  };
  return (
    <>
      <label htmlFor={id} className="t2">
        {label}
      </label>
      <select
        id={id}
        className="field compare-side"
        value={value ?? ''}
        onChange={(event) => void choose(event.target.value)}
      >
        {value === null && <option value="">{t('ui.compare-none')}</option>}
        <optgroup label={t('ui.compare-open')}>
          {sources.map((s) => (
            <option key={s.sourceId} value={s.sourceId}>
              {nameOf(s)}
            </option>
          ))}
        </optgroup>
        {recent.length > 0 && (
          <optgroup label={t('ui.compare-recent')}>
            {recent.map((r) => (
              <option key={r.id} value={`${recentPrefix}${r.id}`}>
                {t('ui.compare-recent-one', { title: escapeForDisplay(r.title), opened: utc(r.openedAt) })}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </>
  );
}

const recentPrefix = 'recent ';

/** Host, time on its clock, and the file: what tells two captures of one host apart. */
const nameOf = ({ host, title, capturedAt }: OpenSource): string =>
  [host ?? title, capturedAt === null ? null : utc(capturedAt), host === null || host === title ? null : title]
    .filter((part) => part !== null)
    .map(escapeForDisplay)
    .join(' · ');
