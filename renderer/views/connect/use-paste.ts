import { useEffect } from 'react';
import { openPasted } from '#renderer/views/connect/open-source.ts';
import { recognisePasted } from '#shared/pasted/recognise.ts';

/**
 * Text pasted anywhere in the window is opened, unless somebody writes: a field keeps what it is given. Only a field of one
 * line that is given several lines of a known command hands them over, since it could not keep them anyway.
 */
export function usePaste(): void {
  useEffect(() => {
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}

function onPaste(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text.trim() === '' || event.defaultPrevented) return;
  const { target } = event;
  if (target instanceof HTMLTextAreaElement || document.querySelector('[role="dialog"],[role="alertdialog"]')) return;
  if (target instanceof HTMLInputElement && (!text.trim().includes('\n') || recognisePasted(text) === null)) return;
  event.preventDefault();
  void openPasted(text);
}
