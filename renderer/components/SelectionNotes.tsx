import { useState } from 'react';
import { Dialog } from '#renderer/components/Dialog.tsx';
import { useKeys } from '#renderer/components/keys.ts';
import { Notes } from '#renderer/components/Notes.tsx';
import { t } from '#renderer/components/words.ts';
import { notesAbout, useNotes } from '#renderer/store/notes.ts';
import { useWhere } from '#renderer/store/place.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { aboutOf } from '#shared/notes/note.ts';
import type { Subject } from '#shared/rules/rule.ts';

interface Props {
  readonly sourceId: string;
  readonly selection: Subject;
}

/** In the status bar: the notes on what is selected, wherever it was selected. `N` opens them. */
export function SelectionNotes({ sourceId, selection }: Props) {
  const { notes } = useNotes(sourceId);
  const inFindings = useWhere((w) => w.place.view === 'findings');
  const [open, setOpen] = useState(false);
  const [writing, setWriting] = useState(false);
  const { kind, id, name } = selection;
  const about = aboutOf(selection);
  const n = about ? notesAbout(notes, [about]).length : 0;
  const show = () => {
    setWriting(n === 0);
    setOpen(about !== null);
  };
  // A finding's own page takes the key for the finding.
  useKeys(inFindings ? {} : { n: show });
  if (!about) return null;
  return (
    <>
      <button type="button" className="button link small" onClick={show}>
        {n === 0 ? t('ui.note-add') : t('ui.notes-count', { n })}
      </button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('ui.note-on', { what: `${t(`ui.kind.${kind}`)} ${escapeForDisplay(name || id)}` })}
        className="notes-dialog"
      >
        <Notes sourceId={sourceId} about={[about]} writing={writing} onWriting={setWriting} />
      </Dialog>
    </>
  );
}
