import { host } from '#renderer/platform/bridge.ts';
import { createStore, useStore } from '#renderer/store/create-store.ts';
import { forgetSource, showSource, useWhere, where } from '#renderer/store/place.ts';
import { noteGeneration } from '#renderer/store/queries.ts';
import { redaction, whenReady, whenTurned } from '#renderer/store/redaction.ts';
import type { OpenSource } from '#shared/ipc/payloads.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Sources open in this window, in the order they were opened. */
export const openSources = createStore<readonly OpenSource[]>([]);

/** False while a capture still fills the source in sight. */
export function useIsComplete(): boolean {
  const sourceId = useWhere((w) => w.sourceId);
  return useStore(openSources, (all) => all.find((s) => s.sourceId === sourceId)?.complete ?? true);
}

export async function refreshSources(): Promise<void> {
  const { side } = redaction.get();
  const reply = await host().request('sources.list', null);
  if (reply.ok && redaction.get().side === side) openSources.set(reply.value);
}

/** What the tabs say is of the other side of the switch: until it is told anew they say nothing. */
whenTurned(() => {
  openSources.set((all) => all.map((source) => ({ ...source, title: say(msg('ui.redaction.a-source')), host: null })));
  queueMicrotask(() => void refreshSources());
});
whenReady(() => void refreshSources());

/** Closes a source; the one beside it comes into sight where this one was. */
export async function closeSource(sourceId: string): Promise<void> {
  const all = openSources.get();
  const at = all.findIndex((s) => s.sourceId === sourceId);
  const beside = all[at + 1] ?? all[at - 1];
  const inSight = where.get().sourceId === sourceId;
  await host().request('sources.close', { sourceId });
  forgetSource(sourceId);
  await refreshSources();
  if (inSight && beside) showSource(beside.sourceId);
}

/** The source `steps` tabs on, round the end; from the start page the first or the last. */
export function stepSource(steps: 1 | -1): void {
  const all = openSources.get();
  const at = all.findIndex((s) => s.sourceId === where.get().sourceId);
  const from = at < 0 && steps < 0 ? 0 : at;
  const next = all[(from + steps + all.length) % Math.max(1, all.length)];
  if (next) showSource(next.sourceId);
}

export function showNthSource(n: number): void {
  const nth = openSources.get()[n - 1];
  if (nth) showSource(nth.sourceId);
}

export function followSources(): () => void {
  return host().on('source.changed', (change) => {
    noteGeneration(change.sourceId, change.generation);
    void refreshSources();
  });
}
