import { randomUUID } from 'node:crypto';
import { packDigest, unpackDigest } from '#electron/analysis/digest-bytes.ts';
import { compareDigests, type Diff, diffDigest } from '#shared/derive/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Comparisons of this process's analysis, the later one, with earlier ones that live in other processes. Each is known by
 * the key that the earlier analysis gave itself; a newer analysis of the same source has another key.
 */
const keys = new WeakMap<Analysis, string>();
const comparisons = new WeakMap<Analysis, Map<string, Diff>>();

/** Two are looked at in turn when a user swaps sides or tries a second capture; each may be large. */
const kept = 2;

/** Rows of one kind on one side: two sides of a million would not fit beside the analysis, and the command line has room for them. */
const mostRows = 300_000;

export function keyOf(analysis: Analysis): string {
  const known = keys.get(analysis) ?? randomUUID();
  keys.set(analysis, known);
  return known;
}

export const digestBytes = (analysis: Analysis): Uint8Array => packDigest(diffDigest(analysis, mostRows));

/** Null: that earlier analysis has not been compared here, or too long ago. */
export const comparisonWith = (analysis: Analysis, key: string): Diff | null =>
  comparisons.get(analysis)?.get(key) ?? null;

export function compareWith(analysis: Analysis, key: string, before: Uint8Array): void {
  const known = comparisons.get(analysis) ?? new Map<string, Diff>();
  comparisons.set(analysis, known);
  known.delete(key);
  known.set(key, compareDigests(unpackDigest(before), diffDigest(analysis, mostRows)));
  if (known.size > kept) known.delete(known.keys().next().value!);
}
