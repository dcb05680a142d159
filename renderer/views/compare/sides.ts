import type { OpenSource } from '#shared/ipc/payloads.ts';

/** The two sources of a comparison by their ids. */
export interface Pair {
  readonly sourceId: string;
  readonly before: string;
}

/**
 * The source to compare with where nobody chose one: of the same host, the nearest one before it, else the nearest
 * after it. Null: no other capture of that host is open, and two hosts are never set against each other unasked.
 */
export function earlierOf(sources: readonly OpenSource[], sourceId: string): string | null {
  const mine = sources.find((s) => s.sourceId === sourceId);
  if (!mine || mine.host === null) return null;
  const others = sources.filter((s) => s.sourceId !== sourceId && s.host === mine.host);
  const distance = (s: OpenSource) => (mine.capturedAt ?? 0) - (s.capturedAt ?? 0);
  const earlier = others.filter((s) => distance(s) >= 0).sort((a, b) => distance(a) - distance(b));
  const later = others.filter((s) => distance(s) < 0).sort((a, b) => distance(b) - distance(a));
  return (earlier[0] ?? later[0])?.sourceId ?? null;
}

/** The side called "before" was captured after the other one; false where either time is not known. */
export function isReversed(before: OpenSource | undefined, after: OpenSource | undefined): boolean {
  const [was, is] = [before?.capturedAt ?? null, after?.capturedAt ?? null];
  return was !== null && is !== null && was > is;
}
