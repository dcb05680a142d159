import { randomUUID } from 'node:crypto';
import type { OnProgress } from '#electron/analysis/client.ts';
import type { Platform } from '#electron/services/platform.ts';
import type { AppError } from '#shared/base/errors.ts';
import type { Opening } from '#shared/ipc/payloads.ts';

/** Files that are being opened right now, told to the window, which may give one up. */
export interface Openings {
  /** `giveUp` is called when the window cancels it. `openingId`: of an upload, which the window knows by it already. */
  begin(name: string, giveUp: () => void, openingId?: string): RunningOpening;
  /** Unknown and ended ids are fine: the answer and the button may cross. */
  cancel(openingId: string): void;
  /** Each as it was last told: for a page that connects meanwhile. */
  running(): readonly Opening[];
}

export interface RunningOpening {
  readonly onProgress: OnProgress;
  /** Null: it could not be opened, or was given up; `error` where nobody but this event tells why. */
  end(sourceId: string | null, error?: AppError | null): void;
}

export function createOpenings(emit: Platform['emit']): Openings {
  const running = new Map<string, { readonly giveUp: () => void; readonly now: Opening }>();
  return {
    begin(name, giveUp, openingId = randomUUID()) {
      const beginning: Opening = {
        openingId,
        name,
        bytes: 0,
        whole: null,
        unpacked: 0,
        members: 0,
        ended: false,
        sourceId: null,
        error: null,
      };
      const tell = (change: Partial<Opening>) => {
        const now = { ...(running.get(openingId)?.now ?? beginning), ...change };
        if (now.ended) running.delete(openingId);
        else running.set(openingId, { giveUp, now });
        emit('source.opening', now);
      };
      tell({});
      return {
        onProgress: ({ packedBytes, decodedBytes, members }, whole) =>
          tell({ bytes: packedBytes, whole, unpacked: decodedBytes, members }),
        end: (sourceId, error = null) => tell({ ended: true, sourceId, error }),
      };
    },
    cancel: (openingId) => running.get(openingId)?.giveUp(),
    running: () => [...running.values()].map(({ now }) => now),
  };
}
