import { present } from '#shared/base/absent.ts';
import { blindCodes } from '#shared/derive/diff/blindness.ts';
import type { DiffKind, DiffRow } from '#shared/derive/diff/diff.ts';
import { findingRows } from '#shared/derive/diff/finding-rows.ts';
import { type Gap, gapIn } from '#shared/derive/diff/gaps.ts';
import { comparedKinds } from '#shared/derive/diff/kinds.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * All of one analysis that a comparison looks at, as plain data: two captures are in two processes, and this much of the
 * one goes to the other. Survives JSON.
 */
export interface DiffDigest {
  readonly summary: Summary;
  readonly bootId: string | null;
  readonly hostName: string | null;
  readonly findings: readonly DiffRow[];
  /** By code of every rule that was run: why its answer is not the whole truth; null where it is. */
  readonly blind: Readonly<Record<string, string | null>>;
  readonly kinds: readonly {
    readonly kind: DiffKind;
    readonly rows: readonly DiffRow[];
    readonly gap: Gap | null;
    /** There are so many, more than were asked for, so none of them is in `rows`; null: all are. */
    readonly tooMany: { readonly n: number; readonly most: number } | null;
  }[];
}

/** `most`: rows of one kind; a kind with more is left out and says so. */
export function diffDigest(analysis: Analysis, most = Number.POSITIVE_INFINITY): DiffDigest {
  const { host } = analysis.model;
  return {
    summary: deriveSummary(analysis),
    bootId: present(host.bootId),
    hostName: present(host.name),
    findings: findingRows(analysis),
    blind: blindCodes(analysis),
    kinds: comparedKinds.map(({ kind, needs, rows, howMany }) => {
      const n = howMany?.(analysis) ?? 0;
      const tooMany = n > most ? { n, most } : null;
      return { kind, rows: tooMany ? [] : rows(analysis), gap: gapIn(analysis, needs), tooMany };
    }),
  };
}
