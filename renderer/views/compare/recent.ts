import { useEffect, useState } from 'react';
import { host } from '#renderer/platform/bridge.ts';
import { tell } from '#renderer/store/notices.ts';
import { refreshSources } from '#renderer/store/sources.ts';
import type { OpenSource, RecentSource } from '#shared/ipc/payloads.ts';
import { sayError } from '#shared/messages/index.ts';

/** Captures that can be opened again, asked for anew whenever one was opened or closed: each of those is a recent one then. */
export function useRecent(sources: readonly OpenSource[]): readonly RecentSource[] {
  const [recent, setRecent] = useState<readonly RecentSource[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is asked for again because the sources changed
  useEffect(() => {
    let wanted = true;
    void host()
      .request('sources.recent', null)
      .then((reply) => wanted && reply.ok && setRecent(reply.value));
    return () => {
      wanted = false;
    };
  }, [sources]);
  return recent;
}

/** Opens a recent source without going there; null, with the reason told, when it cannot be opened. */
export async function openRecent(id: string): Promise<string | null> {
  const opened = await host().request('sources.openRecent', { id });
  await refreshSources();
  if (opened.ok) return opened.value.sourceId;
  tell(sayError(opened.error), true);
  return null;
}
