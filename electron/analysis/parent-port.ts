import type { FromChild, ToChild } from '#electron/analysis/protocol.ts';

/** The child's end of the pipe to its parent. */
export interface ParentPort {
  post(message: FromChild): void;
  onMessage(listener: (message: ToChild) => void): void;
}

/** Electron's port inside a `utilityProcess`; its types would need a run-time import of electron. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export function parentPort(): ParentPort {
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data as ToChild)),
    };
  }
  // An orphan has nobody to answer.
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToChild)),
  };
}
