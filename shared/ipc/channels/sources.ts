import { z } from 'zod';
import { collectorIds } from '#shared/collectors/ids.ts';
import { channel, gives, type SavedFile, sourceId } from '#shared/ipc/channels/channel.ts';
import type { OpenSource, RecentSource, SavedHost } from '#shared/ipc/payloads.ts';
import { AskedFor, SavedHostInput } from '#shared/ipc/payloads.ts';

/** What is open, and how it is opened. */
export const sourceChannels = {
  'app.info': channel(z.null(), gives<{ version: string; mode: 'electron' | 'hosted'; scriptSha256: string }>()),
  /** The script of the next capture; null: one that asks for nothing more. `only`: of a re-check that reads these. */
  'script.show': channel(
    z
      .strictObject({ with: AskedFor, only: z.array(z.enum(collectorIds)).max(collectorIds.length).optional() })
      .nullable(),
    gives<{ text: string; sha256: string }>(),
  ),
  'hosts.list': channel(z.null(), gives<readonly SavedHost[]>()),
  'hosts.save': channel(SavedHostInput, gives<SavedHost>()),
  'hosts.remove': channel(z.strictObject({ id: z.string() }), gives<null>()),
  /** Keys that may be chosen: those in ~/.ssh that look like private keys, and the agent's. Ids, not paths. */
  'keys.list': channel(z.null(), gives<readonly { id: string; label: string }[]>()),
  'sources.recent': channel(z.null(), gives<readonly RecentSource[]>()),
  'sources.list': channel(z.null(), gives<readonly OpenSource[]>()),
  'sources.openDemo': channel(z.null(), gives<{ sourceId: string }>()),
  'sources.openRecent': channel(z.strictObject({ id: z.string() }), gives<{ sourceId: string }>()),
  /** Electron: shows the system's file dialog; null when it was cancelled. Hosted mode answers with error `usage`: use upload. */
  'sources.openDialog': channel(
    z.strictObject({ what: z.enum(['file', 'folder']) }),
    gives<{ sourceId: string } | null>(),
  ),
  /** Gives up an opening that `source.opening` told of, or an upload by its `uploadId`. Ended ones are fine. */
  'sources.cancelOpening': channel(z.strictObject({ openingId: z.string().max(64) }), gives<null>()),
  /**
   * A file the user chose in the browser, in chunks of at most 1 MiB, in order; the reply to the last one has the source.
   * Several may be on the way at once, so each says how many bytes came before it: one that arrives after its upload
   * was given up, or has failed, begins no other.
   */
  'sources.upload': channel(
    z.strictObject({
      uploadId: z.uuid(),
      name: z.string().max(255),
      from: z.int().min(0),
      chunk: z.instanceof(Uint8Array).refine((b) => b.length <= 1 << 20),
      last: z.boolean(),
    }),
    gives<{ sourceId: string } | null>(),
  ),
  /** Electron: save dialog, the path is returned for display only. Hosted: the bundle's bytes to download. */
  'sources.save': channel(z.strictObject({ sourceId }), gives<SavedFile>()),
  'sources.close': channel(z.strictObject({ sourceId }), gives<null>()),
} as const;
