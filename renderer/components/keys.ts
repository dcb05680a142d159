import { useEffect, useRef } from 'react';

export type KeyActions = Readonly<Record<string, () => void>>;

interface Layer {
  readonly actions: { current: KeyActions };
}
const layers: Layer[] = [];

/**
 * Keys of a view by their name in lower case, e.g. `{ c: copyForTicket, enter: open }`. The innermost mounted caller that knows a key
 * gets it. Keys are not taken while somebody types or a dialog is open, nor with Ctrl, Alt or Meta held.
 */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const layer: Layer = { actions: latest };
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

export function startKeys(): () => void {
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]')) return;
  if (event.key !== 'Escape' && isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  // Enter belongs to the button, link or row that has the focus.
  if (key === 'enter' && event.target instanceof Element && event.target.closest('button, a, [tabindex]')) return;
  for (const layer of [...layers].reverse()) {
    const action = layer.actions.current[key];
    if (!action) continue;
    event.preventDefault();
    action();
    return;
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
