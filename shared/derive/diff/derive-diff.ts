import { compareFindings } from '#shared/derive/diff/compare-findings.ts';
import { compareRows } from '#shared/derive/diff/compare-rows.ts';
import type { Diff, KindCount, KindDifferences } from '#shared/derive/diff/diff.ts';
import { type DiffDigest, diffDigest } from '#shared/derive/diff/digest.ts';
import { type ComparedKind, comparedKinds } from '#shared/derive/diff/kinds.ts';
import { msg } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Two captures of one host, object by object: what is new, what is gone, what is changed.
 *
 * "Gone" is a claim: it is made only where the later capture looked as well as the earlier one. Where it did not, the kind
 * is listed as not comparable with the reason, and only what can still be told is told.
 */
export const deriveDiff = (before: Analysis, after: Analysis): Diff =>
  compareDigests(diffDigest(before), diffDigest(after));

/** The same from what each analysis gave of itself; both digests must come from this version. */
export function compareDigests(before: DiffDigest, after: DiffDigest): Diff {
  const sameBoot = before.bootId !== null && before.bootId === after.bootId;
  const kinds = comparedKinds.map((compared) => compareKind(compared, before, after, sameBoot));
  const all = [compareFindings(before, after), ...kinds];
  return {
    before: before.summary,
    after: after.summary,
    new: all.flatMap((d) => d.new),
    gone: all.flatMap((d) => d.gone),
    changed: all.flatMap((d) => d.changed),
    notComparable: [...hostDoubts(before, after), ...all.flatMap((d) => d.notComparable)],
    counts: all.map((d) => d.count),
  };
}

function compareKind(
  { kind, concluded, thisBoot }: ComparedKind,
  before: DiffDigest,
  after: DiffDigest,
  sameBoot: boolean,
): KindDifferences & { readonly count: KindCount } {
  const [was, is] = [before, after].map((digest) => digest.kinds.find((k) => k.kind === kind));
  if (!was || !is) throw new Error(`a digest without ${kind}`);
  if (thisBoot && !sameBoot) {
    const count = { kind, before: was.rows.length, after: is.rows.length, unchanged: null };
    return { new: [], gone: [], changed: [], notComparable: [{ kind, because: msg('diff.other-boot') }], count };
  }
  const tooMany = was.tooMany ?? is.tooMany;
  if (tooMany) {
    const count = {
      kind,
      before: was.tooMany?.n ?? was.rows.length,
      after: is.tooMany?.n ?? is.rows.length,
      unchanged: null,
    };
    return { new: [], gone: [], changed: [], notComparable: [{ kind, because: msg('diff.too-many', tooMany) }], count };
  }
  const { count, ...differences } = compareRows(was.rows, is.rows);
  const [gapBefore, gapAfter] = [was.gap, is.gap];
  const untold = concluded && (gapBefore !== null || gapAfter !== null);
  return {
    new: untold || gapBefore ? [] : differences.new,
    gone: untold || gapAfter ? [] : differences.gone,
    changed: untold ? [] : differences.changed,
    notComparable: [
      ...(gapBefore ? [{ kind, because: msg('diff.not-read-before', gapBefore) }] : []),
      ...(gapAfter ? [{ kind, because: msg('diff.not-read-after', gapAfter) }] : []),
    ],
    count: { kind, ...count, unchanged: untold ? null : count.unchanged },
  };
}

function hostDoubts(before: DiffDigest, after: DiffDigest): Diff['notComparable'] {
  const [was, is] = [before.hostName, after.hostName];
  const same = was !== null && was === is;
  return same ? [] : [{ kind: 'host', because: msg('diff.other-host', { before: was ?? '?', after: is ?? '?' }) }];
}
