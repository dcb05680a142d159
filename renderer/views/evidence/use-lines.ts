import { useEffect, useRef } from 'react';
import { answerOf, ask, type Failure, useAnswersVersion } from '#renderer/store/queries.ts';

const pageSize = 500;

/** Lines of a record by index (0-based), in pages; null while a page is on its way. */
export function useLines(sourceId: string, id: string, first: number, last: number) {
  useAnswersVersion();
  const page = (p: number) => ({ sourceId, id, from: p * pageSize + 1, limit: pageSize });
  const from = Math.floor(first / pageSize);
  const to = Math.floor(Math.max(first, last) / pageSize);
  useEffect(() => {
    for (let p = from; p <= to; p++) ask('query.evidenceLines', page(p));
  });
  const head = answerOf('query.evidenceLines', page(from));
  const total = useRef(0);
  if (head.state === 'ok') total.current = head.value.totalLines;
  const failure: Failure | null = head.state === 'failed' || head.state === 'lost' ? head : null;
  return {
    total: total.current,
    asking: head.state === 'asking',
    failure,
    line: (index: number): string | null => {
      const p = Math.floor(index / pageSize);
      const answer = answerOf('query.evidenceLines', page(p));
      return answer.state === 'ok' ? (answer.value.lines[index % pageSize] ?? null) : null;
    },
  };
}
