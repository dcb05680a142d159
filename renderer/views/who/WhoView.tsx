import { useEffect, useRef, useState } from 'react';
import { CopyRows } from '#renderer/components/CopyRows.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { HostText, Said } from '#renderer/components/HostText.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { openGraph, openSubject } from '#renderer/components/open-subject.ts';
import { type MarkedRowProps, usePlainMarks } from '#renderer/components/plain-marks.ts';
import { ViewHead } from '#renderer/components/ViewHead.tsx';
import { t } from '#renderer/components/words.ts';
import { useStore } from '#renderer/store/create-store.ts';
import { go, select } from '#renderer/store/place.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { redaction } from '#renderer/store/redaction.ts';
import { useSummary } from '#renderer/store/summary.ts';
import { Runbook } from '#renderer/views/findings/Runbook.tsx';
import { HolderTable } from '#renderer/views/who/HolderTable.tsx';
import type { WhoAnswer } from '#shared/derive/view-types.ts';

interface Props {
  readonly sourceId: string;
  readonly needle: string;
}

/** Who holds it: every reference that keeps a mount or device alive, why the unmount did not reach it, and what frees it. */
export function WhoView({ sourceId, needle }: Props) {
  const [typed, setTyped] = useState(needle);
  const input = useRef<HTMLInputElement>(null);
  const { value, stale, failure } = useQuery('query.who', needle === '' ? skip : { sourceId, needle });
  useEffect(() => {
    if (needle === '') input.current?.focus();
  }, [needle]);
  // A holder has no name of its own: the rows of this one answer are known by their place.
  const keys = (value?.holders ?? []).map((_, n) => String(n));
  const table = { sourceId, table: 'holders', needle, filter: '', sort: null } as const;
  const { marks, rowProps } = usePlainMarks(keys, table);
  const redacted = useStore(redaction, (r) => r.on);
  useKeys({ enter: () => openGraph(needle === '' ? null : needle) });
  return (
    <section className="who" aria-label={t('ui.who')}>
      <ViewHead title={t('ui.who')} aside={t('ui.who-aside')}>
        {value && value.holders.length > 0 && (
          <CopyRows name={t('ui.holders')} table={table} marks={marks} keys={keys} matching={value.holders.length} />
        )}
        <button type="button" className="button" disabled={needle === ''} onClick={() => openGraph(needle)}>
          {t('ui.open-in-graph')}
        </button>
      </ViewHead>
      <div className="who-body">
        <form
          className="who-ask"
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = typed.trim();
            if (wanted !== '') go({ view: 'who', needle: wanted });
          }}
        >
          <label htmlFor="who-needle">{t('ui.who-label')}</label>
          <input
            id="who-needle"
            ref={input}
            className="field host"
            value={typed}
            spellCheck={false}
            autoComplete="off"
            placeholder={t(redacted ? 'ui.redaction.who-hint' : 'ui.who-hint')}
            onChange={(e) => setTyped(e.target.value)}
          />
          <button type="submit" className="button primary">
            {t('ui.who-ask')}
          </button>
        </form>
        {needle === '' && <p className="empty">{t('ui.who-examples')}</p>}
        {failure && <FailureNote failure={failure} />}
        {needle !== '' && !value && !failure && stale && (
          <p className="empty" role="status">
            {t('ui.asking')}
          </p>
        )}
        {value && <Answer answer={value} marking={rowProps} />}
      </div>
    </section>
  );
}

interface AnswerProps {
  readonly answer: WhoAnswer;
  readonly marking: (index: number) => MarkedRowProps;
}

function Answer({ answer, marking }: AnswerProps) {
  const summary = useSummary();
  const toFree = answer.holders.filter((h) => !h.legitimate);
  return (
    <>
      <p className="statement" role="status">
        {answer.holders.length === 0
          ? t('ui.who-nobody', { tables: summary?.tables.read ?? 0, processes: summary?.counts.processes ?? 0 })
          : t('ui.who-count', { holders: answer.holders.length, legitimate: answer.holders.length - toFree.length })}
      </p>
      {answer.doubts.length > 0 && (
        <div className="doubts" role="note">
          <b>{t('ui.who-doubts')}</b>{' '}
          {answer.doubts.map((d, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: sentences of one answer never move
            <span key={i}>
              <Said message={d} />{' '}
            </span>
          ))}
        </div>
      )}
      <h2>{t('ui.who-resolved', { count: answer.resolved.length })}</h2>
      <ul className="resolved">
        {answer.resolved.map((r) => (
          <li key={`${r.kind} ${r.id}`}>
            <button
              type="button"
              className="chip"
              onClick={() =>
                r.kind === 'mount' || r.kind === 'namespace' || r.kind === 'process' ? openSubject(r) : select(r)
              }
            >
              <span className="t3">{t(`ui.kind.${r.kind}`)}</span>
              <HostText text={r.name} />
              {r.id !== r.name && (
                <HostText text={r.id} short={r.id.length > 26 ? `${r.id.slice(0, 12)}…` : r.id} className="t3" />
              )}
            </button>
          </li>
        ))}
      </ul>
      {answer.holders.length > 0 && <HolderTable holders={answer.holders} marking={marking} />}
      <Runbook steps={answer.freeing} title={t('ui.who-freeing')} />
    </>
  );
}
