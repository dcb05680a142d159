import { useState } from 'react';
import { Dialog, DialogClose } from '#renderer/components/Dialog.tsx';
import { t } from '#renderer/components/words.ts';
import { openPasted } from '#renderer/views/connect/open-source.ts';
import { recognisePasted } from '#shared/pasted/recognise.ts';

/** A box for the text of one command, for those who do not paste into thin air; it says at once what it takes the text for. */
export function PasteDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const kind = text.trim() === '' ? null : recognisePasted(text);
  const close = () => {
    setText('');
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} title={t('ui.paste-title')} className="wide">
      <p className="t2 small">{t('ui.paste-said')}</p>
      <textarea
        className="field host paste-box"
        aria-label={t('ui.paste-box')}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(e) => setText(e.target.value)}
      />
      {text.trim() !== '' && (
        <p className={kind === null ? 'small warn' : 'small t2'} role="status">
          {kind === null ? t('pasted.unrecognised') : t('ui.paste-is', { kind, lines: text.trim().split('\n').length })}
        </p>
      )}
      <div className="dialog-buttons">
        <DialogClose className="button">{t('ui.close')}</DialogClose>
        <button
          type="button"
          className="button primary"
          disabled={kind === null}
          onClick={() => {
            void openPasted(text);
            close();
          }}
        >
          {t('ui.paste-go')}
        </button>
      </div>
    </Dialog>
  );
}
