import { type ReactNode, useEffect, useRef, useState } from 'react';
import { count } from '#renderer/components/format.ts';
import { t } from '#renderer/components/words.ts';

interface Props {
  readonly name: string;
  readonly filter: string;
  readonly matching: number;
  readonly total: number;
  readonly stale: boolean;
  readonly columns: readonly string[];
  readonly onFilter: (filter: string) => void;
  /** What can be done with the rows. */
  readonly children?: ReactNode;
}

/** Long enough to type a word, short enough to feel live. */
const pauseMs = 150;

/** The filter over a table, with "N of M" beside it and its syntax in one line. */
export function FilterBar({ name, filter, matching, total, stale, columns, onFilter, children }: Props) {
  const [typed, setTyped] = useState(filter);
  const sent = useRef(filter);
  // A filter set from elsewhere (a link, a step back) replaces what was typed.
  useEffect(() => {
    if (filter !== sent.current) setTyped(filter);
    sent.current = filter;
  }, [filter]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      onFilter(typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed, onFilter]);
  return (
    <div className="filter-bar">
      <input
        className="field host"
        aria-label={t('ui.filter', { name })}
        placeholder={t('ui.filter-hint', { example: `${columns[0] ?? ''}:` })}
        title={t('ui.filter-syntax', { columns: columns.join(', ') })}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(e) => setTyped(e.target.value)}
        onKeyDown={(e) => {
          if (e.key !== 'Escape' || typed === '') return;
          setTyped('');
          e.stopPropagation();
          e.preventDefault();
        }}
      />
      <span className="t2 nowrap" role="status" data-testid="n-of-m">
        {stale ? '' : t('ui.n-of-m', { matching: count(matching), total: count(total) })}
      </span>
      <span className="push" />
      <span className="t3 small cut">{t('ui.filter-short')}</span>
      {children}
    </div>
  );
}
