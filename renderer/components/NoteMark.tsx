import { t } from '#renderer/components/words.ts';

/** A page with lines and their number: there are notes on this. */
export function NoteMark({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="note-mark t3" title={t('ui.has-notes', { n: count })}>
      <svg className="mark" width="11" height="12" viewBox="0 0 11 12" aria-hidden="true">
        <path d="M1.5 1 h8 v7.5 l-2.5 2.5 h-5.5z M3.5 4 h4 M3.5 6.5 h4" />
      </svg>
      <span className="mono" aria-hidden="true">
        {count}
      </span>
      <span className="only-heard">{t('ui.has-notes', { n: count })}</span>
    </span>
  );
}
