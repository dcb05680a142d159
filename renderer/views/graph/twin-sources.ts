import type { SourceRef } from '#shared/base/source-ref.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';

/** The evidence of those objects of the figure that rest on one record, by key. */
export function sourcesOf(figure: NamespaceFigure): ReadonlyMap<string, SourceRef> {
  const sources = new Map<string, SourceRef>();
  for (const box of [...(figure.origin ? [figure.origin] : []), ...figure.holding]) {
    if (box.source) sources.set(box.key, box.source);
  }
  for (const holder of figure.otherHolders) if (holder.source) sources.set(holder.key, holder.source);
  return sources;
}
