import { present } from '#shared/base/absent.ts';
import { compareFindings } from '#shared/derive/diff/compare-findings.ts';
import { compareRows } from '#shared/derive/diff/compare-rows.ts';
import type { Diff, KindDifferences } from '#shared/derive/diff/diff.ts';
import { gapIn } from '#shared/derive/diff/gaps.ts';
import { type ComparedKind, comparedKinds } from '#shared/derive/diff/kinds.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import { msg } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Two captures of one host, object by object: what is new, what is gone, what is changed.
 *
 * "Gone" is a claim: it is made only where the later capture looked as well as the earlier one. Where it did not, the kind
 * is listed as not comparable with the reason, and only what can still be told is told.
 */
export function deriveDiff(before: Analysis, after: Analysis): Diff {
  const sameBoot = bootOf(before) !== null && bootOf(before) === bootOf(after);
  const kinds = comparedKinds.map((compared) => compareKind(compared, before, after, sameBoot));
  const all = [compareFindings(before, after), ...kinds];
  return {
    before: deriveSummary(before),
    after: deriveSummary(after),
    new: all.flatMap((d) => d.new),
    gone: all.flatMap((d) => d.gone),
    changed: all.flatMap((d) => d.changed),
    notComparable: [...hostDoubts(before, after), ...all.flatMap((d) => d.notComparable)],
  };
}

function compareKind(compared: ComparedKind, before: Analysis, after: Analysis, sameBoot: boolean): KindDifferences {
  const { kind, needs, concluded, thisBoot, rows } = compared;
  if (thisBoot && !sameBoot) {
    return { new: [], gone: [], changed: [], notComparable: [{ kind, because: msg('diff.other-boot') }] };
  }
  const differences = compareRows(rows(before), rows(after));
  const [gapBefore, gapAfter] = [gapIn(before, needs), gapIn(after, needs)];
  const untold = concluded && (gapBefore !== null || gapAfter !== null);
  return {
    new: untold || gapBefore ? [] : differences.new,
    gone: untold || gapAfter ? [] : differences.gone,
    changed: untold ? [] : differences.changed,
    notComparable: [
      ...(gapBefore ? [{ kind, because: msg('diff.not-read-before', gapBefore) }] : []),
      ...(gapAfter ? [{ kind, because: msg('diff.not-read-after', gapAfter) }] : []),
    ],
  };
}

const bootOf = ({ model }: Analysis): string | null => present(model.host.bootId);

function hostDoubts(before: Analysis, after: Analysis): Diff['notComparable'] {
  const [was, is] = [present(before.model.host.name), present(after.model.host.name)];
  const same = was !== null && was === is;
  return same ? [] : [{ kind: 'host', because: msg('diff.other-host', { before: was ?? '?', after: is ?? '?' }) }];
}
