import type { Diff, DiffKind, KindCount } from '#shared/derive/diff/diff.ts';
import { type SourceLines, sourceLines } from '#shared/derive/source-lines.ts';
import { say } from '#shared/messages/index.ts';

/** What a comparison says before its rows: how much of each kind, and what cannot be compared. */
export interface DiffOverview {
  readonly before: SourceLines;
  readonly after: SourceLines;
  readonly kinds: readonly (KindCount & {
    readonly new: number;
    readonly gone: number;
    readonly changed: number;
    /** Why not all of this kind could be told; empty where it could. */
    readonly because: readonly string[];
    /** Reasons beyond those. */
    readonly becauseMore: number;
  })[];
  /** About the captures as a whole: they name different hosts. */
  readonly doubts: readonly string[];
}

/** A rule that is silent for a hundred findings says so a hundred times. */
const mostReasons = 20;

export function diffOverview(diff: Diff): DiffOverview {
  const tally = (rows: readonly { readonly kind: DiffKind }[]) => {
    const counts = new Map<DiffKind, number>();
    for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return (kind: DiffKind) => counts.get(kind) ?? 0;
  };
  const [young, gone, changed] = [tally(diff.new), tally(diff.gone), tally(diff.changed)];
  const reasons = (kind: DiffKind | 'host') => [
    ...new Set(diff.notComparable.filter((n) => n.kind === kind).map((n) => say(n.because))),
  ];
  return {
    before: sourceLines(diff.before),
    after: sourceLines(diff.after),
    kinds: diff.counts.map((count) => {
      const because = reasons(count.kind);
      return {
        ...count,
        new: young(count.kind),
        gone: gone(count.kind),
        changed: changed(count.kind),
        because: because.slice(0, mostReasons),
        becauseMore: Math.max(0, because.length - mostReasons),
      };
    }),
    doubts: reasons('host'),
  };
}

/** A number that may be shown; null where nothing was found but not everything could be told: that is no 0. */
export const toldCount = (
  kind: Pick<DiffOverview['kinds'][number], 'new' | 'gone' | 'changed' | 'because'>,
  change: 'new' | 'gone' | 'changed',
): number | null => (kind[change] === 0 && kind.because.length > 0 ? null : kind[change]);
