import { host } from '#renderer/platform/bridge.ts';
import { createStore, useStore } from '#renderer/store/create-store.ts';
import { forgetSource, useWhere } from '#renderer/store/place.ts';
import { noteGeneration } from '#renderer/store/queries.ts';
import type { OpenSource } from '#shared/ipc/payloads.ts';

/** Sources open in this window, in the order they were opened. */
export const openSources = createStore<readonly OpenSource[]>([]);

/** False while a capture still fills the source in sight. */
export function useIsComplete(): boolean {
  const sourceId = useWhere((w) => w.sourceId);
  return useStore(openSources, (all) => all.find((s) => s.sourceId === sourceId)?.complete ?? true);
}

export async function refreshSources(): Promise<void> {
  const reply = await host().request('sources.list', null);
  if (reply.ok) openSources.set(reply.value);
}

export async function closeSource(sourceId: string): Promise<void> {
  await host().request('sources.close', { sourceId });
  forgetSource(sourceId);
  await refreshSources();
}

export function followSources(): () => void {
  return host().on('source.changed', (change) => {
    noteGeneration(change.sourceId, change.generation);
    void refreshSources();
  });
}
