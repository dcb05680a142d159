import { host } from '#renderer/platform/bridge.ts';
import { createStore } from '#renderer/store/create-store.ts';
import { tell } from '#renderer/store/notices.ts';
import { enterSource, where } from '#renderer/store/place.ts';
import { ownName, whenTurned } from '#renderer/store/redaction.ts';
import { isSettled } from '#renderer/store/settled.ts';
import { refreshSources } from '#renderer/store/sources.ts';
import type { Opening } from '#shared/ipc/payloads.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';

/** A file on its way into the window: first sent (hosted mode), then read. */
export interface ShownOpening extends Opening {
  readonly sending: boolean;
}

/** In the order they began. */
export const openings = createStore<readonly ShownOpening[]>([]);
whenTurned(() => openings.set((all) => all.map((o) => ({ ...o, name: say(msg('ui.redaction.a-file')) }))));
const sends = new Map<string, AbortController>();

export function followOpenings(): () => void {
  return host().on('source.opening', (opening) => {
    if (!isSettled()) return;
    if (opening.ended) remove(opening.openingId);
    else put({ ...opening, sending: false });
    if (opening.sourceId !== null) void showFirst(opening.sourceId);
    if (opening.error !== null && opening.error.kind !== 'opening-cancelled') tell(sayError(opening.error), true);
  });
}

/** What the command line named and is read only now comes into sight by itself, where nothing else is. */
async function showFirst(sourceId: string): Promise<void> {
  await refreshSources();
  const { sourceId: inSight, place } = where.get();
  if (inSight === null && place.view === 'connect' && place.form === null) enterSource(sourceId);
}

/** An upload of this page. The signal tells when the user gave it up. */
export function beginSending(openingId: string, name: string, whole: number): AbortSignal {
  const stop = new AbortController();
  sends.set(openingId, stop);
  const nothing = { bytes: 0, unpacked: 0, members: 0, ended: false, sourceId: null, error: null };
  put({ openingId, name: ownName(name), whole, ...nothing, sending: true });
  return stop.signal;
}

export function noteSent(openingId: string, bytes: number): void {
  const known = openings.get().find((o) => o.openingId === openingId);
  if (known?.sending) put({ ...known, bytes });
}

export function endSending(openingId: string): void {
  sends.delete(openingId);
  remove(openingId);
}

/** Takes it away at once; what the services still do for it they stop at once too. */
export function cancelOpening(openingId: string): void {
  sends.get(openingId)?.abort();
  remove(openingId);
  void host().request('sources.cancelOpening', { openingId });
}

function put(opening: ShownOpening): void {
  openings.set((all) =>
    all.some((o) => o.openingId === opening.openingId)
      ? all.map((o) => (o.openingId === opening.openingId ? opening : o))
      : [...all, opening],
  );
}

const remove = (openingId: string): void =>
  openings.set((all) =>
    all.some((o) => o.openingId === openingId) ? all.filter((o) => o.openingId !== openingId) : all,
  );
