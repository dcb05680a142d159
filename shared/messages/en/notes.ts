import type { NotesTrouble } from '#shared/base/errors.ts';

const troubles: Readonly<Record<NotesTrouble, string>> = {
  torn: 'it is not whole, or no JSON',
  'not-notes': 'it is no file of notes',
  'too-new': 'a newer Undermount wrote it',
  'other-evidence': 'it is about other evidence than this',
  'too-large': 'it is too large',
  unreadable: 'it cannot be read',
};
export const notesTrouble = (trouble: NotesTrouble, reason: string): string =>
  reason === '' ? troubles[trouble] : `${troubles[trouble]} (${reason})`;

/** Notes of the engineer, in the window and in what leaves. */
export const notesWords = {
  'notes.too-many': (p: { limit: number }) =>
    `There are ${p.limit} notes on this source already, which is the most it takes.`,
  'notes.heading': () => 'Notes',
  'notes.by-engineer': () => 'Words of the engineer, not evidence',
  'notes.at': (p: { written: string; edited: string }) =>
    p.edited === '' ? `${p.written} UTC` : `${p.written} UTC, edited ${p.edited} UTC`,
  'notes.about': (p: { kind: string; name: string }) => `${p.kind} ${p.name}`,
  'notes.other-objects': () => 'Notes on objects',
  'notes.left-out': (p: { count: number }) =>
    `${p.count === 1 ? 'A note of the engineer is' : `${p.count} notes of the engineer are`} left out: this is redacted, and notes may hold names.`,
  'notes.unreadable': (p: { file: string; because: string }) => `Notes are left out: ${p.file}: ${p.because}.`,
  'ui.note-add': () => 'Add note',
  'ui.note-on': (p: { what: string }) => `Note on ${p.what}`,
  'ui.note-on-finding': () => 'this finding',
  'ui.note-about': () => 'About',
  'ui.note-text': () => 'Note',
  'ui.note-save': () => 'Save note',
  'ui.note-edit': () => 'Edit',
  'ui.note-delete': () => 'Delete',
  'ui.note-deleted': () => 'Note deleted.',
  'ui.note-undo-hint': () => 'Delete for good?',
  'ui.note-keep': () => 'Keep it',
  'ui.note-saved': () => 'Note saved.',
  'ui.note-promise': () =>
    'Kept beside the evidence, never in it. It goes into reports and into copies of the finding, as your words.',
  'ui.note-keys': () => 'Ctrl Enter saves',
  'ui.note-edited': (p: { written: string; edited: string }) => `${p.written}, edited ${p.edited}`,
  'ui.key.n': () => 'write a note on the finding or on what is selected',
  'ui.note-length': (p: { n: number; limit: number }) => `${p.n} of ${p.limit} characters`,
  'ui.notes-count': (p: { n: number }) => `${p.n} ${p.n === 1 ? 'note' : 'notes'}`,
  'ui.has-notes': (p: { n: number }) => `${p.n} ${p.n === 1 ? 'note' : 'notes'}`,
};
