import { useEffect, useState } from 'react';
import { CopyButton } from '#renderer/components/CopyButton.tsx';
import { FailureNote } from '#renderer/components/FailureNote.tsx';
import { count, duration, size, utc } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { useVirtualLines } from '#renderer/components/useVirtualLines.ts';
import { t } from '#renderer/components/words.ts';
import { skip, useQuery } from '#renderer/store/queries.ts';
import { statusWord } from '#renderer/views/evidence/EvidenceView.tsx';
import { useLines } from '#renderer/views/evidence/use-lines.ts';
import type { EvidenceItem } from '#shared/derive/view-types.ts';

interface Props {
  readonly sourceId: string;
  readonly id: string;
  /** 1-based; 0 cites the record as a whole. */
  readonly line: number;
  readonly onLine: (line: number) => void;
  readonly known: EvidenceItem | null;
}

/** A line longer than this is cut on screen; what is copied is whole. */
const longest = 4000;

/** One record line by line, numbered, the cited line lit; control characters are written out. */
export function RecordView({ sourceId, id, line, onLine, known }: Props) {
  const [range, setRange] = useState({ first: Math.max(0, line - 40), last: line + 60 });
  const lines = useLines(sourceId, id, range.first, range.last);
  const view = useVirtualLines(lines.total, (first, last) =>
    setRange((now) => (now.first === first && now.last === last ? now : { first, last })),
  );
  const { scrollTo } = view;
  const ready = lines.total > 0;
  useEffect(() => {
    if (ready && line > 0) scrollTo(line - 1);
  }, [ready, line, scrollTo]);
  const list = useQuery(
    'query.evidenceList',
    known ? skip : { sourceId, filter: `id:=${id}`, sort: null, offset: 0, limit: 20 },
  );
  const facts = known ?? list.value?.rows.find((r) => r.id === id) ?? null;
  return (
    <article className="record" aria-label={t('ui.record-named', { id })}>
      <header className="record-head">
        <h3 className="cut">
          <HostText text={id} />
        </h3>
        {facts && <RecordFacts facts={facts} />}
      </header>
      {lines.failure && <FailureNote failure={lines.failure} />}
      {!lines.failure && ready && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: raw lines are scrolled with the keyboard
        <section className="lines" ref={view.ref} tabIndex={0} aria-label={t('ui.lines-of', { id })}>
          <div className="lines-space" style={{ height: view.height }}>
            {view.items.map((item) => {
              const text = lines.line(item.index);
              const number = item.index + 1;
              return (
                <div
                  key={item.key}
                  className={`raw-line ${number === line ? 'lit' : ''}`}
                  style={{ transform: `translateY(${item.start}px)` }}
                  aria-current={number === line ? 'true' : undefined}
                >
                  <button
                    type="button"
                    className="line-number"
                    aria-label={t('ui.light-line', { line: number })}
                    onClick={() => onLine(number)}
                  >
                    {number}
                  </button>
                  <code>
                    {text === null ? '' : <Escaped text={text.length > longest ? text.slice(0, longest) : text} />}
                    {text !== null && text.length > longest && (
                      <span className="t3"> {t('ui.line-cut', { more: text.length - longest })}</span>
                    )}
                  </code>
                </div>
              );
            })}
          </div>
        </section>
      )}
      {!lines.failure && !ready && <p className="empty">{lines.asking ? t('ui.asking') : t('ui.record-empty')}</p>}
      {line > 0 && (
        <footer className="record-foot">
          <span className="t2">{t('ui.cited-line', { line, total: lines.total })}</span>
          <CopyButton
            text={() => lines.line(line - 1) ?? ''}
            name={t('ui.copy-line', { line })}
            label={t('ui.copy-line-short')}
          />
        </footer>
      )}
    </article>
  );
}

function RecordFacts({ facts }: { readonly facts: EvidenceItem }) {
  return (
    <>
      <p className="record-facts small">
        <HostText text={facts.origin} className="cut" />
        <span className={facts.status === 'complete' ? '' : 'warn'}>
          {statusWord(facts.status)}
          {facts.because !== '' && (
            <>
              {': '}
              <Escaped text={facts.because} />
            </>
          )}
        </span>
        <span>{t('ui.record-size', { lines: count(facts.lines), bytes: size(facts.bytes) })}</span>
        {facts.startedAt !== null && <span className="mono">{utc(facts.startedAt)}</span>}
        {facts.durationMs !== null && <span>{duration(facts.durationMs)}</span>}
        <span className="t3">
          {t('ui.sha256')} <HostText text={facts.sha256} short={`${facts.sha256.slice(0, 12)}…`} />
        </span>
      </p>
      {facts.stderr !== '' && (
        <p className="record-stderr small">
          <span className="t3">{t('ui.stderr')}</span> <HostText text={facts.stderr} />
        </p>
      )}
    </>
  );
}
