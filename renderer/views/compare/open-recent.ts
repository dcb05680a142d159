import { host } from '#renderer/platform/bridge.ts';
import { tell } from '#renderer/store/notices.ts';
import { refreshSources } from '#renderer/store/sources.ts';
import { sayError } from '#shared/messages/index.ts';

/** Opens a recent source without going there; null, with the reason told, when it cannot be opened. */
export async function openRecent(id: string): Promise<string | null> {
  const opened = await host().request('sources.openRecent', { id });
  await refreshSources();
  if (opened.ok) return opened.value.sourceId;
  tell(sayError(opened.error), true);
  return null;
}
