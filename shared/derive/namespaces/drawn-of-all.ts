import { isAbsent } from '#shared/base/absent.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { HostModel } from '#shared/model/host-model.ts';

/** How many of the host's namespaces a picture shows, each how, and which tables it could not draw. */
export const drawnOfAll = (
  model: HostModel,
  {
    inFull,
    asLines,
    groups,
  }: { readonly inFull: number; readonly asLines: number; readonly groups: readonly { readonly count: number }[] },
): Pick<NamespaceFigure, 'counts' | 'notRead'> => ({
  counts: {
    namespaces: model.namespaces.length,
    drawnInFull: inFull,
    asLines,
    inGroups: groups.reduce((sum, g) => sum + g.count, 0),
  },
  notRead: model.mountTables.flatMap((t) =>
    isAbsent(t.mounts) ? [{ inode: t.namespace, because: t.mounts.because }] : [],
  ),
});
