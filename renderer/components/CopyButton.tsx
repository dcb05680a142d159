import { useRef, useState } from 'react';
import { t } from '#renderer/components/words.ts';
import { copyText } from '#renderer/platform/clipboard.ts';
import { appMode } from '#renderer/store/app-info.ts';
import { tell } from '#renderer/store/notices.ts';

interface Props {
  readonly text: () => string | Promise<string | null>;
  /** The accessible name: copy what. */
  readonly name: string;
  readonly label?: string;
  readonly className?: string;
}

/** Copies, and says so on itself for two seconds. */
export function CopyButton({ text, name, label = t('ui.copy'), className = 'button tight' }: Props) {
  const [done, setDone] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy = async () => {
    if (!(await copyWithNotice(text))) return;
    setDone(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setDone(false), 2000);
  };
  return (
    <button type="button" className={className} aria-label={name} onClick={() => void copy()}>
      {done ? t('ui.copied') : label}
    </button>
  );
}

/** True when it is on the clipboard; trouble is told at the foot of the window. */
export async function copyWithNotice(text: () => string | Promise<string | null>): Promise<boolean> {
  const what = await text();
  if (what === null) return false;
  const copied = await copyText(what, appMode());
  tell(copied ? t('ui.copied-bytes', { characters: what.length }) : t('ui.copy-refused'), !copied);
  return copied;
}
