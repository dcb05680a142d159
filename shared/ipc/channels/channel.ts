import { z } from 'zod';
import type { AppError } from '#shared/base/errors.ts';
import type { Result } from '#shared/base/result.ts';

/** Pairs a request's schema with its reply's type. Replies come from our own process; requests do not. */
export const channel = <Q extends z.ZodType, Reply>(request: Q, _reply: () => Reply) => ({
  request,
  reply: undefined as unknown as Reply,
});
export const gives =
  <T>() =>
  (): Result<T, AppError> => {
    throw new Error('type only');
  };

export const sourceId = z.string().min(1).max(64);
export const findingId = z.string().max(512);
export const rowsSort = z.strictObject({ column: z.string().max(64), descending: z.boolean() }).nullable();
export const rowsQuery = z.strictObject({
  sourceId,
  filter: z.string().max(1024),
  sort: rowsSort,
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});
/** A number of a data block; exact as a JS number. */
export const block = z.int().min(0);

/** Electron: where a dialog had it written, for display only; hosted mode: the bytes to download. Null: given up. */
export type SavedFile = { readonly savedAs: string } | { readonly name: string; readonly bytes: Uint8Array } | null;
