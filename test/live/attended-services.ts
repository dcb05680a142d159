/** The services that a window has, with somebody beside them who answers every question of a connection. */
import { expect } from 'vitest';
import { createServices } from '#electron/services/create-services.ts';
import type { Recheck } from '#shared/derive/recheck/recheck.ts';
import type { Events, Reply, Request } from '#shared/ipc/contract.ts';
import type { Prompt } from '#shared/ipc/payloads.ts';
import { windowPlatform } from '#test/electron/services/window-platform.ts';

/** `password` answers for the login and for sudo. Host keys are trusted once. */
export function attendedServices(configDir: string, password: () => string) {
  const asked: Prompt['kind'][] = [];
  const ended = new Map<string, Events['capture.ended']>();
  const services = createServices(
    windowPlatform(configDir, {
      emit(name, payload) {
        if (name === 'prompt.ask') answer(payload as Prompt);
        if (name === 'capture.ended') ended.set((payload as Events['capture.ended']).captureId, payload as never);
      },
    }),
  );

  function answer(prompt: Prompt): void {
    asked.push(prompt.kind);
    const { promptId } = prompt;
    const given: Request<'prompt.answer'> =
      prompt.kind === 'host-key'
        ? { kind: 'trust-host-key', promptId, fingerprint: prompt.fingerprint, remember: false }
        : prompt.kind === 'secret'
          ? { kind: 'secret', promptId, value: password() }
          : { kind: 'from-server', promptId, values: prompt.fields.map(() => password()) };
    void services.handlers['prompt.answer'](given);
  }

  return {
    services,
    /** In the order they were asked. */
    asked,
    ended: ended as ReadonlyMap<string, Events['capture.ended']>,

    /** The source that a capture made, once it has ended. */
    sourceOf: async (started: Reply<'capture.start'> | Reply<'recheck.start'>): Promise<string> => {
      if (!started.ok) throw new Error(JSON.stringify(started.error));
      const { captureId } = started.value;
      await expect.poll(() => ended.has(captureId), { timeout: 120_000, interval: 200 }).toBe(true);
      const { sourceId, error } = ended.get(captureId)!;
      if (sourceId === null) throw new Error(JSON.stringify(error));
      return sourceId;
    },

    answered: async (sourceId: string): Promise<Recheck> => {
      const recheck = await services.handlers['recheck.answer']({ sourceId });
      if (!recheck.ok || recheck.value === null) throw new Error(JSON.stringify(recheck));
      return recheck.value;
    },
  };
}
