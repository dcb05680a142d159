import type { EventName, Events } from '#shared/ipc/contract.ts';

/** Captures and openings whose last word is remembered. */
const most = 64;

type Told = {
  readonly [E in 'capture.progress' | 'capture.ended' | 'source.opening']: {
    readonly name: E;
    readonly payload: Events[E];
  };
}['capture.progress' | 'capture.ended' | 'source.opening'];

/**
 * What was told last of each capture and each opening, with its names: after the switch is turned it is told again, since a capture
 * that ended says nothing more by itself.
 */
export interface LastWords {
  note<E extends EventName>(name: E, payload: Events[E]): void;
  /** Oldest first. */
  all(): readonly Told[];
}

export function lastWords(): LastWords {
  const told = new Map<string, Told>();
  const keep = (key: string, one: Told) => {
    told.delete(key);
    told.set(key, one);
    if (told.size > most) told.delete(told.keys().next().value!);
  };
  return {
    note(name, payload) {
      const one = { name, payload } as Told;
      if (one.name === 'capture.progress') keep(`progress ${one.payload.captureId}`, one);
      else if (one.name === 'capture.ended') keep(`ended ${one.payload.captureId}`, one);
      else if (one.name === 'source.opening') {
        const key = `opening ${one.payload.openingId}`;
        if (one.payload.ended) told.delete(key);
        else keep(key, one);
      }
    },
    all: () => [...told.values()],
  };
}
