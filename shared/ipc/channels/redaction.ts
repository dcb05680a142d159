import { z } from 'zod';
import type { Rows } from '#shared/derive/view-types.ts';
import { tokenClasses } from '#shared/export/redaction/classes.ts';
import { channel, gives, rowsQuery, type SavedFile, sourceId } from '#shared/ipc/channels/channel.ts';
import type { RedactionPreview, RedactionState, TokenRow } from '#shared/ipc/redaction-payloads.ts';

/** The switch that hides names, the list and the map. */
export const redactionChannels = {
  'redaction.state': channel(z.null(), gives<RedactionState>()),
  /** From its arrival on every query, export and telling hides names; back at once. Loses nothing. */
  'redaction.switch': channel(z.strictObject({ on: z.boolean(), turn: z.uuid() }), gives<RedactionState>()),
  /** Ids and words of places in the window, as they are on the other side of the switch; null: it has none that is this one. */
  'redaction.translate': channel(
    z.strictObject({
      sourceId,
      to: z.enum(['pseudonyms', 'names']),
      texts: z.array(z.string().max(4096)).max(5000),
    }),
    gives<readonly (string | null)[]>(),
  ),
  /** Makes the list that `redaction.tokens` pages through. Neither needs the switch, neither heeds it: they are the engineer's. */
  'redaction.preview': channel(z.strictObject({ sourceId }), gives<RedactionPreview>()),
  'redaction.tokens': channel(rowsQuery.extend({ class: z.enum(tokenClasses).nullable() }), gives<Rows<TokenRow>>()),
  'redaction.saveMap': channel(z.null(), gives<SavedFile>()),
  /** Electron: by its file dialog. Hosted: the bytes of the file that was chosen in the page. Null: nothing was chosen. */
  'redaction.loadMap': channel(
    z.strictObject({ bytes: z.instanceof(Uint8Array).refine((b) => b.length <= 12 << 20) }).nullable(),
    gives<RedactionState | null>(),
  ),
  /** What `undermount redact` writes with this map, whether the switch is on or not. */
  'redaction.saveBundle': channel(z.strictObject({ sourceId }), gives<SavedFile>()),
} as const;
