import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { focusOf } from '#shared/derive/namespaces/focus.ts';
import { focusedFigure } from '#shared/derive/namespaces/focused-figure.ts';
import { overviewFigure } from '#shared/derive/namespaces/overview-figure.ts';
import { deriveWho } from '#shared/derive/who.ts';
import { indexOf } from '#shared/model/model-index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * The namespace graph. `focus` is a needle of `who` (container, path, device, mount id); null, or one that is nowhere in
 * the evidence, gives the overview; a namespace or a pid the overview with that namespace in full. `expanded` are keys of lines and groups to be shown one by one.
 */
export function deriveNamespaceFigure(
  analysis: Analysis,
  focus: string | null,
  expanded: readonly string[],
): NamespaceFigure {
  const { model } = analysis;
  const index = indexOf(model);
  const opened = new Set(expanded);
  const answer = focus === null ? null : deriveWho(analysis, focus);
  if (!answer || answer.resolved.length === 0) return overviewFigure(model, index, opened);
  const [named] = answer.resolved;
  if (named?.kind === 'namespace' || named?.kind === 'process') {
    const inodes = answer.resolved.flatMap((r) => (r.kind === 'namespace' ? [Number(r.id)] : []));
    return overviewFigure(model, index, opened, new Set(inodes));
  }
  return focusedFigure(model, index, focusOf(model, index, answer), opened);
}
