import { z } from 'zod';

const secretText = z.string().regex(/^[\w-]{43}$/);

/** First message of a connection. Nothing else is read before it was accepted. */
export const Opening = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('token'), token: secretText }),
  z.strictObject({ type: z.literal('secret'), secret: secretText }),
]);
export type Opening = z.infer<typeof Opening>;

export const PageRequest = z.strictObject({
  type: z.literal('request'),
  id: z.int().min(1),
  channel: z.string().max(64),
  request: z.unknown(),
});
export type PageRequest = z.infer<typeof PageRequest>;
