import { z } from 'zod';
import { tableNames } from '#shared/derive/rows/table-names.ts';

import { block, channel, findingId, gives, rowsSort, type SavedFile, sourceId } from '#shared/ipc/channels/channel.ts';

/** Keys hold host words: paths, names of layers. */
const rowKey = z.string().max(8192);

/** Rows that a user marked: runs between two keys in the order that is shown, less single ones. */
const chosenRows = z.strictObject({
  all: z.boolean(),
  spans: z
    .array(z.strictObject({ first: rowKey, last: rowKey }))
    .max(10_000)
    .readonly(),
  except: z.array(rowKey).max(10_000).readonly(),
});
/** `needle` for the table of its holders, and the pool of block devices; `picture` for the objects of one; `before` for the comparison of `sourceId` with that earlier source. */
const rowsExport = {
  sourceId,
  table: z.enum(tableNames),
  needle: z.string().max(4096).optional(),
  picture: z
    .strictObject({
      view: z.enum(['namespaces', 'pool', 'chain', 'layers']),
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
      onlyTrouble: z.boolean(),
    })
    .optional(),
  before: sourceId.optional(),
  filter: z.string().max(1024),
  sort: rowsSort,
  chosen: chosenRows,
  format: z.enum(['tsv', 'csv', 'markdown', 'json']),
};

/** What leaves: as text, as files, onto the clipboard. */
export const exportChannels = {
  /** Text for the clipboard; safe to paste into a ticket. */
  'export.finding': channel(
    z.strictObject({
      sourceId,
      findingId,
      format: z.enum(['markdown', 'text', 'json', 'csv', 'tsv', 'commands']),
    }),
    gives<{ text: string }>(),
  ),
  /** Rows of a table for the clipboard; `too-large-to-copy` rather than cut. */
  'export.rows': channel(z.strictObject(rowsExport), gives<{ text: string; rows: number; of: number }>()),
  /** The same as a file, of at most some 64 MB: one that was cut says so itself. */
  'export.rowsFile': channel(z.strictObject(rowsExport), gives<SavedFile>()),
  /** The whole comparison: JSON is that of `diff --json`. */
  'export.diff': channel(
    z.strictObject({ sourceId, before: sourceId, format: z.enum(['md', 'json', 'csv']) }),
    gives<{ text: string }>(),
  ),
  'export.diffFile': channel(
    z.strictObject({ sourceId, before: sourceId, format: z.enum(['md', 'json', 'csv']) }),
    gives<SavedFile>(),
  ),
  /** What `report` prints, byte for byte. `theme` is of the figures in HTML; light when left out. */
  'export.report': channel(
    z.strictObject({
      sourceId,
      format: z.enum(['md', 'html', 'json', 'csv']),
      theme: z.enum(['light', 'dark']).optional(),
    }),
    gives<SavedFile>(),
  ),
  'export.figure': channel(
    z.strictObject({
      sourceId,
      /** Left out: the namespace graph. `focus` is the needle of the chain, the pool or device of the map, the pool of the blocks, the finding of the card. */
      view: z.enum(['namespaces', 'pool', 'chain', 'blocks', 'layers', 'card']).optional(),
      focus: z.string().max(4096).nullable(),
      expanded: z.array(z.string().max(256)).max(500),
      /** `pool` only. */
      onlyTrouble: z.boolean().optional(),
      /** `blocks` only: the selected device, and the window of the detail. */
      device: z.string().max(4096).nullable().optional(),
      window: z.strictObject({ from: block, to: block }).nullable().optional(),
      theme: z.enum(['light', 'dark']),
      format: z.enum(['svg', 'png', 'pdf']),
    }),
    gives<SavedFile>(),
  ),
  /** Electron only writes text; hosted mode uses the browser's own clipboard. */
  'clipboard.write': channel(z.strictObject({ text: z.string().max(4 << 20) }), gives<null>()),
  /** The card of a finding as PNG, onto the system's clipboard. Electron only, as above. */
  'clipboard.writeCard': channel(
    z.strictObject({ sourceId, findingId, theme: z.enum(['light', 'dark']) }),
    gives<null>(),
  ),
} as const;
