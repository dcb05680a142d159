import { useState } from 'react';
import { utc } from '#renderer/components/format.ts';
import { Escaped, HostText } from '#renderer/components/HostText.tsx';
import { NoteEditor } from '#renderer/components/NoteEditor.tsx';
import { t } from '#renderer/components/words.ts';
import { notesAbout, putNote, removeNote, useNotes } from '#renderer/store/notes.ts';
import { tell } from '#renderer/store/notices.ts';
import { sayError } from '#shared/messages/index.ts';
import type { Note, NoteAbout } from '#shared/notes/note.ts';

interface Props {
  readonly sourceId: string;
  /** What may be written on here, the usual first; notes on any of them are shown. */
  readonly about: readonly [NoteAbout, ...NoteAbout[]];
  /** A new note is being written. */
  readonly writing: boolean;
  readonly onWriting: (writing: boolean) => void;
}

/** The engineer's notes on these, and the place to write one. */
export function Notes({ sourceId, about, writing, onWriting }: Props) {
  const { notes, error } = useNotes(sourceId);
  const [editing, setEditing] = useState<string | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const shown = notesAbout(notes, about);
  const isHidden = error?.kind === 'names-hidden';
  const save = async (note: { id: string | null; about: NoteAbout; text: string }) => {
    const trouble = await putNote(sourceId, note);
    tell(trouble ? sayError(trouble) : t('ui.note-saved'), trouble !== null);
    if (trouble) return false;
    if (note.id === null) onWriting(false);
    else setEditing(null);
    return true;
  };
  const remove = async (id: string) => {
    setAsking(null);
    const trouble = await removeNote(sourceId, id);
    tell(trouble ? sayError(trouble) : t('ui.note-deleted'), trouble !== null);
  };
  return (
    <section className="notes" aria-label={t('notes.heading')}>
      <h2>
        {t('notes.heading')} <span className="said">{t('ui.note-promise')}</span>
      </h2>
      {error && (
        <p className="warn small" role="alert">
          <Escaped text={sayError(error)} />
        </p>
      )}
      {shown.map((note) =>
        note.id === editing ? (
          <NoteEditor
            key={note.id}
            about={[note.about]}
            text={note.text}
            draft={note.id}
            onSave={(text) => save({ id: note.id, about: note.about, text })}
            onCancel={() => setEditing(null)}
          />
        ) : (
          <article key={note.id} className="note" aria-label={t('ui.note-text')}>
            <p className="note-head small t3">
              <span>{said(note)}</span>
              {note.about.kind !== 'finding' && (
                <span>
                  {t(`ui.kind.${note.about.kind}`)} <HostText text={note.about.name || note.about.id} />
                </span>
              )}
              <span className="push" />
              {asking === note.id ? (
                <>
                  <span>{t('ui.note-undo-hint')}</span>
                  <button type="button" className="button tight" onClick={() => void remove(note.id)}>
                    {t('ui.note-delete')}
                  </button>
                  <button type="button" className="button tight" onClick={() => setAsking(null)}>
                    {t('ui.note-keep')}
                  </button>
                </>
              ) : (
                <>
                  <button type="button" className="button link small" onClick={() => setEditing(note.id)}>
                    {t('ui.note-edit')}
                  </button>
                  <button type="button" className="button link small" onClick={() => setAsking(note.id)}>
                    {t('ui.note-delete')}
                  </button>
                </>
              )}
            </p>
            <p className="note-text">
              <Lines text={note.text} />
            </p>
          </article>
        ),
      )}
      {writing && !isHidden ? (
        <NoteEditor
          about={about}
          text=""
          draft={`${sourceId} ${about[0].kind} ${about[0].id}`}
          onSave={(text, on) => save({ id: null, about: on, text })}
          onCancel={() => onWriting(false)}
        />
      ) : (
        error === null && (
          <button type="button" className="button" onClick={() => onWriting(true)}>
            {t('ui.note-add')}
          </button>
        )
      )}
    </section>
  );
}

const said = ({ writtenAt, editedAt }: Note): string =>
  editedAt === null ? utc(writtenAt) : t('ui.note-edited', { written: utc(writtenAt), edited: utc(editedAt) });

/** A person's lines stay lines; what hides in them is written out. */
function Lines({ text }: { readonly text: string }) {
  return text.split('\n').map((line, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text never move
    <span key={i} className="note-line">
      <Escaped text={line} />
    </span>
  ));
}
