import { Dialog } from '#renderer/components/Dialog.tsx';
import { t } from '#renderer/components/words.ts';

/** `?`: every key, and what it does. */
export function KeysHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title={t('ui.keys')}>
      <dl className="keys">
        {allKeys.map(([key, what]) => (
          <div key={key} className="key-row">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const allKeys = [
  ['/', 'ui.key.find'],
  ['↑ ↓', 'ui.key.arrows'],
  ['Enter', 'ui.key.enter'],
  ['Space', 'ui.key.space'],
  ['⇧ Ctrl', 'ui.key.mark'],
  ['Ctrl A C', 'ui.key.mark-all'],
  ['T', 'ui.key.t'],
  ['F', 'ui.key.f'],
  ['R', 'ui.key.r'],
  ['C', 'ui.key.c'],
  ['N', 'ui.key.n'],
  ['P', 'ui.key.p'],
  ['E', 'ui.key.e'],
  ['X', 'ui.key.x'],
  ['+ − 0', 'ui.key.zoom'],
  ['[ ]', 'ui.key.tabs'],
  ['1 … 9', 'ui.key.tab-number'],
  ['Ctrl K', 'ui.key.palette'],
  ['?', 'ui.key.help'],
  ['Esc', 'ui.key.escape'],
] as const;
