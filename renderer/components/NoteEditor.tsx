import { type KeyboardEvent, useState } from 'react';
import { t } from '#renderer/components/words.ts';
import { drafts } from '#renderer/store/notes.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { type NoteAbout, noteLength } from '#shared/notes/note.ts';

interface Props {
  readonly about: readonly [NoteAbout, ...NoteAbout[]];
  readonly text: string;
  /** Names what is being written, for the draft. */
  readonly draft: string;
  /** False: it was not written down. */
  readonly onSave: (text: string, about: NoteAbout) => Promise<boolean>;
  readonly onCancel: () => void;
}

/** Ctrl+Enter saves, Esc lets go of the field as everywhere. */
export function NoteEditor({ about, text: before, draft, onSave, onCancel }: Props) {
  const [text, setText] = useState(() => drafts.get(draft) ?? before);
  const [which, setWhich] = useState(0);
  const [busy, setBusy] = useState(false);
  const mayBeSaved = text.trim() !== '' && text.length <= noteLength && !busy;
  const save = async () => {
    if (!mayBeSaved) return;
    setBusy(true);
    const saved = await onSave(text, about[which] ?? about[0]);
    setBusy(false);
    if (saved) drafts.delete(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <form
      className="note-editor"
      aria-label={t('ui.note-text')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {about.length > 1 && (
        <label className="note-about small t2">
          {t('ui.note-about')}
          <select className="field" value={which} onChange={(e) => setWhich(Number(e.target.value))}>
            {about.map(({ kind, id, name }, i) => (
              <option key={`${kind} ${id}`} value={i}>
                {kind === 'finding'
                  ? t('ui.note-on-finding')
                  : `${t(`ui.kind.${kind}`)} ${escapeForDisplay(name || id)}`}
              </option>
            ))}
          </select>
        </label>
      )}
      <textarea
        className="field note-field"
        aria-label={t('ui.note-text')}
        rows={4}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: it was opened by the person who now writes in it
        autoFocus
        onChange={(e) => {
          setText(e.target.value);
          drafts.set(draft, e.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="note-buttons">
        <span className={`small ${text.length > noteLength ? 'warn' : 't3'}`}>
          {text.length > noteLength / 2
            ? t('ui.note-length', { n: text.length, limit: noteLength })
            : t('ui.note-keys')}
        </span>
        <span className="push" />
        <button
          type="button"
          className="button"
          onClick={() => {
            drafts.delete(draft);
            onCancel();
          }}
        >
          {t('ui.cancel')}
        </button>
        <button type="submit" className="button" disabled={!mayBeSaved}>
          {t('ui.note-save')}
        </button>
      </p>
    </form>
  );
}
