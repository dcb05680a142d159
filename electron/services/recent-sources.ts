import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { jsonList } from '#electron/services/json-list.ts';
import { type RecentKind, type RecentSource, recentKinds } from '#shared/ipc/payloads.ts';

const Recent = z.strictObject({
  id: z.string().min(1),
  title: z.string(),
  kind: z.enum(recentKinds),
  openedAt: z.number(),
  /** Absolute. Stays on this side: the page names a recent source by its id. */
  file: z.string().min(1),
});

const kept = 20;

/** Files that were opened or saved, newest first. Live captures appear once they are saved. */
export interface RecentSources {
  list(): Promise<readonly RecentSource[]>;
  /** Null when the id is none of ours. */
  fileOf(id: string): Promise<string | null>;
  /** Forgotten places are no failure: a write error here is dropped. */
  add(entry: { readonly title: string; readonly kind: RecentKind; readonly file: string }): Promise<void>;
}

export function recentSources(configDir: string, now: () => number): RecentSources {
  const recents = jsonList(path.join(configDir, 'recent.json'), Recent);
  return {
    list: async () => (await recents.read()).map(({ id, title, kind, openedAt }) => ({ id, title, kind, openedAt })),
    fileOf: async (id) => (await recents.read()).find((r) => r.id === id)?.file ?? null,
    async add(entry) {
      const id = createHash('sha256').update(entry.file).digest('hex').slice(0, 16);
      await recents.change((all) =>
        [{ id, openedAt: now(), ...entry }, ...all.filter((r) => r.id !== id)].slice(0, kept),
      );
    },
  };
}
