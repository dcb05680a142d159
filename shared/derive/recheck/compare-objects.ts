import { compareRows } from '#shared/derive/diff/compare-rows.ts';
import type { KindDifferences } from '#shared/derive/diff/diff.ts';
import { type KindOfObject, kindsOfObjects } from '#shared/derive/recheck/objects.ts';
import type { RecheckKind, RecheckObjects } from '#shared/derive/recheck/recheck.ts';
import { msg } from '#shared/messages/index.ts';

type Differences = KindDifferences<RecheckKind>;

/** As `deriveDiff` claims: gone only where the later capture saw all of a kind, new only where the earlier did. */
export function compareObjects(
  before: readonly RecheckObjects[],
  after: readonly RecheckObjects[],
  sameBoot: boolean,
): Differences {
  const all = kindsOfObjects.map((kind) => {
    const of = (side: readonly RecheckObjects[]) =>
      side.find((o) => o.kind === kind.kind) ?? { kind: kind.kind, rows: [], gap: null };
    return compareKind(kind, of(before), of(after), sameBoot);
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
): Differences {
  const nothing = { new: [], gone: [], changed: [], notComparable: [] };
  if (before.rows.length + after.rows.length === 0) return nothing;
  if (thisBoot && !sameBoot) return { ...nothing, notComparable: [{ kind, because: msg('diff.other-boot') }] };
  const differences = compareRows(before.rows, after.rows);
  const untold = concluded && (before.gap !== null || after.gap !== null);
  const hidden = {
    new: untold || before.gap ? differences.new : [],
    gone: untold || after.gap ? differences.gone : [],
    changed: untold ? differences.changed : [],
  };
  const isHidden = hidden.new.length + hidden.gone.length + hidden.changed.length > 0;
  return {
    new: differences.new.filter((row) => !hidden.new.includes(row)),
    gone: differences.gone.filter((row) => !hidden.gone.includes(row)),
    changed: differences.changed.filter((row) => !hidden.changed.includes(row)),
    notComparable: [
      ...(isHidden && before.gap ? [{ kind, because: msg('diff.not-read-before', before.gap) }] : []),
      ...(isHidden && after.gap ? [{ kind, because: msg('diff.not-read-after', after.gap) }] : []),
    ],
  };
}
