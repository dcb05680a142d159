import { z } from 'zod';
import { channel, gives, sourceId } from '#shared/ipc/channels/channel.ts';
import { type Note, NoteAbout, NoteText } from '#shared/notes/note.ts';

/** The engineer's own words beside the evidence. */
export const noteChannels = {
  /** The engineer's own words on findings and objects, oldest first. They are kept beside the evidence, never in it. */
  'notes.list': channel(z.strictObject({ sourceId }), gives<readonly Note[]>()),
  /** `id` null: a new one. */
  'notes.put': channel(
    z.strictObject({ sourceId, id: z.uuid().nullable(), about: NoteAbout, text: NoteText }),
    gives<Note>(),
  ),
  'notes.remove': channel(z.strictObject({ sourceId, id: z.uuid() }), gives<null>()),
} as const;
