import { compareRows } from '#shared/derive/diff/compare-rows.ts';
import type { KindDifferences } from '#shared/derive/diff/diff.ts';
import { type KindOfObject, kindsOfObjects } from '#shared/derive/recheck/objects.ts';
import type { RecheckKind, RecheckObjects } from '#shared/derive/recheck/recheck.ts';
import { msg } from '#shared/messages/index.ts';

type Differences = KindDifferences<RecheckKind>;

/** As `deriveDiff` claims: gone only where the later capture saw as much of a kind, new only where the earlier did. */
export function compareObjects(
  before: readonly RecheckObjects[],
  after: readonly RecheckObjects[],
  sameBoot: boolean,
  /** By collector: what neither capture saw. */
  shared: ReadonlyMap<string, unknown>,
): Differences {
  const all = kindsOfObjects.map((kind) => {
    const of = (side: readonly RecheckObjects[]) =>
      side.find((o) => o.kind === kind.kind) ?? { kind: kind.kind, rows: [], gaps: [] };
    return compareKind(kind, of(before), of(after), sameBoot, shared);
  });
  return {
    new: all.flatMap((d) => d.new),
    gone: all.flatMap((d) => d.gone),
    changed: all.flatMap((d) => d.changed),
    notComparable: all.flatMap((d) => d.notComparable),
  };
}

function compareKind(
  { kind, concluded, thisBoot }: KindOfObject,
  before: RecheckObjects,
  after: RecheckObjects,
  sameBoot: boolean,
  shared: ReadonlyMap<string, unknown>,
): Differences {
  const nothing = { new: [], gone: [], changed: [], notComparable: [] };
  if (before.rows.length + after.rows.length === 0) return nothing;
  if (thisBoot && !sameBoot) return { ...nothing, notComparable: [{ kind, because: msg('diff.other-boot') }] };
  const differences = compareRows(before.rows, after.rows);
  const gap = (side: RecheckObjects) => side.gaps.find(({ collector }) => !shared.has(collector)) ?? null;
  const [gapBefore, gapAfter] = [gap(before), gap(after)];
  const untold = concluded && (gapBefore !== null || gapAfter !== null);
  const hidden = {
    new: untold || gapBefore ? differences.new : [],
    gone: untold || gapAfter ? differences.gone : [],
    changed: untold ? differences.changed : [],
  };
  const isHidden = hidden.new.length + hidden.gone.length + hidden.changed.length > 0;
  return {
    new: differences.new.filter((row) => !hidden.new.includes(row)),
    gone: differences.gone.filter((row) => !hidden.gone.includes(row)),
    changed: differences.changed.filter((row) => !hidden.changed.includes(row)),
    notComparable: [
      ...(isHidden && gapBefore ? [{ kind, because: msg('diff.not-read-before', gapBefore) }] : []),
      ...(isHidden && gapAfter ? [{ kind, because: msg('diff.not-read-after', gapAfter) }] : []),
    ],
  };
}
