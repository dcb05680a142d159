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

/** Puts a PNG on the browser's clipboard; false where it cannot or may not. Electron's page asks its main process instead. */
export async function copyImage(png: Uint8Array): Promise<boolean> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) }),
    ]);
    return true;
  } catch {
    return false;
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
