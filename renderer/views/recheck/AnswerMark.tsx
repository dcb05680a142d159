import type { Recheck } from '#shared/derive/recheck/recheck.ts';

/** Told apart by shape: gone is an outline in pieces, as all that is gone; there is the fault's own mark. */
export function AnswerMark({ answer }: { readonly answer: Recheck['answer'] }) {
  return (
    <svg className={`mark recheck ${answer}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      {answer === 'gone' && <path className="pieces" d="M3 3 h10 v10 h-10z" />}
      {answer === 'still-there' && <path className="whole" d="M3 3 h10 v10 h-10z" />}
      {answer === 'changed' && (
        <>
          <path className="pieces" d="M3 3 h10 v10 h-10z" />
          <path className="whole" d="M3 8 h10 v5 h-10z" />
        </>
      )}
      {answer === 'cannot-tell' && (
        <text x="8" y="12" textAnchor="middle" className="unknown">
          ?
        </text>
      )}
    </svg>
  );
}
