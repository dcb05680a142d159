import { useEffect, useRef, useState } from 'react';
import { t } from '#renderer/components/words.ts';
import type { CollectorProgress } from '#shared/ipc/payloads.ts';

interface Props {
  readonly done: number;
  readonly total: number;
  readonly collectors: readonly CollectorProgress[];
}

/** Read out at most once a second: how many collectors ended, and the newest one with trouble. */
export function Heard({ done, total, collectors }: Props) {
  const [text, setText] = useState('');
  const saidAt = useRef(0);
  const trouble = collectors.findLast((c) => ['partial', 'timeout', 'denied', 'missing', 'cut'].includes(c.status));
  const next =
    total === 0
      ? ''
      : trouble
        ? t('ui.heard-trouble', { collector: trouble.collector, status: trouble.status, done, total })
        : t('ui.heard', { done, total });
  useEffect(() => {
    const wait = Math.max(0, saidAt.current + 1000 - Date.now());
    const timer = setTimeout(() => {
      saidAt.current = Date.now();
      setText(next);
    }, wait);
    return () => clearTimeout(timer);
  }, [next]);
  return (
    <p className="only-heard" role="status" aria-live="polite">
      {text}
    </p>
  );
}
