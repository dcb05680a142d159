import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { jsonList } from '#electron/services/json-list.ts';
import type { AppError } from '#shared/base/errors.ts';
import { ok, type Result } from '#shared/base/result.ts';
import { type SavedHost, SavedHostInput } from '#shared/ipc/payloads.ts';

const StoredHost = SavedHostInput.extend({ id: z.string().min(1) });

/** Hosts the user keeps. Addresses and preferences only: no secret is ever written. */
export interface SavedHosts {
  list(): Promise<readonly SavedHost[]>;
  /** With `id` null a new one is added; with an id that is gone it is added again under that id. */
  save(input: z.infer<typeof SavedHostInput>): Promise<Result<SavedHost, AppError>>;
  remove(id: string): Promise<Result<null, AppError>>;
}

export function savedHosts(configDir: string): SavedHosts {
  const hosts = jsonList(path.join(configDir, 'hosts.json'), StoredHost);
  return {
    list: () => hosts.read(),
    async save(input) {
      const host = { ...input, id: input.id ?? randomUUID() };
      const saved = await hosts.change((all) =>
        all.some(({ id }) => id === host.id) ? all.map((h) => (h.id === host.id ? host : h)) : [...all, host],
      );
      return saved.ok ? ok(host) : saved;
    },
    async remove(id) {
      const removed = await hosts.change((all) => all.filter((h) => h.id !== id));
      return removed.ok ? ok(null) : removed;
    },
  };
}
