import { randomUUID } from 'node:crypto';
import type { OnProgress } from '#electron/analysis/client.ts';
import type { Platform } from '#electron/services/platform.ts';
import type { Opening } from '#shared/ipc/payloads.ts';

/** Files that are being opened right now, told to the window, which may give one up. */
export interface Openings {
  /** `giveUp` is called when the window cancels it. `openingId`: of an upload, which the window knows by it already. */
  begin(name: string, giveUp: () => void, openingId?: string): RunningOpening;
  /** Unknown and ended ids are fine: the answer and the button may cross. */
  cancel(openingId: string): void;
}

export interface RunningOpening {
  readonly onProgress: OnProgress;
  /** Null: it could not be opened, or was given up. */
  end(sourceId: string | null): void;
}

export function createOpenings(emit: Platform['emit']): Openings {
  const running = new Map<string, () => void>();
  return {
    begin(name, giveUp, openingId = randomUUID()) {
      running.set(openingId, giveUp);
      let now: Opening = {
        openingId,
        name,
        bytes: 0,
        whole: null,
        unpacked: 0,
        members: 0,
        ended: false,
        sourceId: null,
      };
      const tell = (change: Partial<Opening>) => {
        now = { ...now, ...change };
        emit('source.opening', now);
      };
      tell({});
      return {
        onProgress: ({ packedBytes, decodedBytes, members }, whole) =>
          tell({ bytes: packedBytes, whole, unpacked: decodedBytes, members }),
        end(sourceId) {
          running.delete(openingId);
          tell({ ended: true, sourceId });
        },
      };
    },
    cancel: (openingId) => running.get(openingId)?.(),
  };
}
