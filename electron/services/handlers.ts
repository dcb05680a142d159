import { type Channel, type Reply, type Request, requests } from '#shared/ipc/contract.ts';

/** One function per channel; a missing one is a type error where the record is made. */
export type Handlers = { readonly [C in Channel]: (request: Request<C>) => Promise<Reply<C>> };

/** The sender's message is not one of the contract: a bug or an attack, so it throws instead of travelling in a Reply. */
export class RefusedRequest extends Error {
  constructor(channel: string, because: string) {
    super(`${channel.slice(0, 64)}: refused, ${because}`);
    this.name = 'RefusedRequest';
  }
}

export const isChannel = (name: string): name is Channel => Object.hasOwn(requests, name);

/**
 * Parses a request and calls its handler; nothing reaches a handler unparsed.
 *
 * Throws `RefusedRequest` for an unknown channel or a request that is not as its schema says. The text
 * names the first place that is wrong, never the value: it may be a secret.
 */
export async function answerRequest(handlers: Handlers, channel: string, raw: unknown): Promise<Reply<Channel>> {
  if (!isChannel(channel)) throw new RefusedRequest(channel, 'no such channel');
  const parsed = requests[channel].request.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new RefusedRequest(
      channel,
      `${issue?.path.join('.').slice(0, 64) || 'request'} is ${issue?.code ?? 'wrong'}`,
    );
  }
  const handler = handlers[channel] as (request: unknown) => Promise<Reply<Channel>>;
  return handler(parsed.data);
}
