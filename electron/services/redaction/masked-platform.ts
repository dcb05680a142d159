import type { Platform } from '#electron/services/platform.ts';
import { lastWords } from '#electron/services/redaction/last-words.ts';
import { maskEvent } from '#electron/services/redaction/mask-messages.ts';
import type { Redaction } from '#electron/services/redaction/redaction.ts';
import type { EventName, Events } from '#shared/ipc/contract.ts';
import type { Prompt } from '#shared/ipc/payloads.ts';

/**
 * The platform, whose tellings name nothing while names are hidden. After the switch was turned, what the window was told before is
 * told again in the other kind of names; a window forgets it when it turns.
 */
export function maskedPlatform(
  platform: Platform,
  redaction: () => Redaction,
  pendingPrompts: () => readonly Prompt[],
): Platform {
  const told = lastWords();
  let turn = '';
  const tell = <E extends EventName>(name: E, payload: Events[E]) =>
    platform.emit(name, redaction().isOn() ? maskEvent(name, payload, redaction().mask) : payload);
  return {
    ...platform,
    emit(name, payload) {
      told.note(name, payload);
      tell(name, payload);
      if (name !== 'redaction.changed' || redaction().state().turn === turn) return;
      turn = redaction().state().turn;
      for (const one of told.all()) tell(one.name, one.payload);
      for (const prompt of pendingPrompts()) tell('prompt.ask', prompt);
    },
  };
}
