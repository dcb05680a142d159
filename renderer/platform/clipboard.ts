import { host } from '#renderer/platform/bridge.ts';

/**
 * Puts text on the clipboard; false when the platform refused.
 *
 * Electron's page has no clipboard permission, its main process writes. A hosted page is on loopback, which
 * browsers count as a secure context; the hidden field is for those that still refuse.
 */
export async function copyText(text: string, mode: 'electron' | 'hosted'): Promise<boolean> {
  if (mode === 'electron') return (await host().request('clipboard.write', { text })).ok;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'only-heard';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
