import { z } from 'zod';
import { tokenClasses } from '#shared/export/redaction/classes.ts';

/**
 * What stands for what, for the engineer and nobody else: with it every pseudonym can be read back, and a second bundle gets the
 * same ones, so that before and after still compare. Never part of a bundle.
 */
export const RedactionMap = z.strictObject({
  format: z.literal('undermount-redaction-map'),
  version: z.literal(1),
  /** 64 hex digits. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Text as a person reads it, in lower case. Ids are here to be looked up; they follow from the key. */
  tokens: z.array(z.strictObject({ class: z.enum(tokenClasses), token: z.string(), pseudonym: z.string() })),
});
export type RedactionMap = z.infer<typeof RedactionMap>;

export const emptyMap = (key: string): RedactionMap => ({
  format: 'undermount-redaction-map',
  version: 1,
  key,
  tokens: [],
});
