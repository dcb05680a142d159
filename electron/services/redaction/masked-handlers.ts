import type { Handlers } from '#electron/services/handlers.ts';
import { maskReply, unmaskRequest } from '#electron/services/redaction/mask-messages.ts';
import type { Redaction } from '#electron/services/redaction/redaction.ts';
import { err } from '#shared/base/result.ts';
import type { Channel, Reply, Request } from '#shared/ipc/contract.ts';

/** The engineer's words, and what is read again on a host by its names: not there while names are hidden. */
const named: ReadonlySet<Channel> = new Set<Channel>([
  'notes.list',
  'notes.put',
  'notes.remove',
  'recheck.plan',
  'recheck.start',
  'recheck.answer',
]);

const hidden = <C extends Channel>() => err({ kind: 'names-hidden' }) as Reply<C>;

/** The same handlers, whose answers name nothing while names are hidden. What an answer says is decided when it leaves. */
export function maskedHandlers(handlers: Handlers, redaction: Redaction): Handlers {
  const masked = <C extends Channel>(channel: C) => {
    const handler = handlers[channel] as (request: Request<C>) => Promise<Reply<C>>;
    return async (request: Request<C>): Promise<Reply<C>> => {
      const hides = () => redaction.isOn() && named.has(channel);
      if (hides()) return hidden<C>();
      const reply = await handler(unmaskRequest(channel, request, redaction.mask));
      if (!redaction.isOn()) return reply;
      return hides() ? hidden<C>() : maskReply(channel, reply, redaction.mask);
    };
  };
  const channels = Object.keys(handlers) as Channel[];
  return Object.fromEntries(channels.map((channel) => [channel, masked(channel)])) as unknown as Handlers;
}
