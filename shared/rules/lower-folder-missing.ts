import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIndexOf } from '#shared/model/layers/layer-index.ts';
import { layerTail } from '#shared/model/layers/layer-tail.ts';
import { pullAgainRunbook } from '#shared/model/layers/pull-again-runbook.ts';
import type { OverlayMount, StoredLayer } from '#shared/model/layers.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { layerSubject, radiusOf, radiusSources, standingSubjects } from '#shared/rules/layer-rules.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

/**
 * O-01: an overlay is mounted and the folder of one of its lowers is gone. Asked of layers whose store was read: a lower of
 * somebody's own overlay may stand anywhere. The mount itself goes on with what the kernel has in memory.
 */
export const lowerFolderMissing: Rule = {
  id: 'lower-folder-missing',
  code: 'O-01',
  needs: ['mount-tables', 'layer-folders'],
  alsoReads: ['containerd-databases', 'docker-images', 'docker-containers', 'containers-storage', 'namespace-links'],
  check(evidence) {
    const { model } = evidence;
    if (model.overlays.length === 0) {
      return notApplicable(evidence, ['mount-tables'], msg('rule.lower-folder-missing.none'));
    }
    const index = layerIndexOf(model);
    const gone = new Map<string, { readonly layer: StoredLayer; readonly overlays: OverlayMount[] }>();
    const unread: string[] = [];
    for (const overlay of model.overlays) {
      for (const key of overlay.lowerLayers) {
        const layer = key === null ? undefined : index.layers.get(key);
        if (layer === undefined) continue;
        if (isAbsent(layer.folderPresent)) unread.push(layer.folder);
        if (layer.folderPresent !== false || layer.remote) continue;
        const known = gone.get(layer.key);
        if (known) known.overlays.push(overlay);
        else gone.set(layer.key, { layer, overlays: [overlay] });
      }
    }
    return firesOr(
      [...gone.values()].map((g) => missing(model, g.layer, g.overlays)),
      () => {
        const [first] = unread;
        return first === undefined
          ? clear(msg('rule.lower-folder-missing.clear', { overlays: model.overlays.length }))
          : cannotTell(msg('rule.lower-folder-missing.unread', { folder: first }));
      },
    );
  },
};

function missing(model: HostModel, layer: StoredLayer, overlays: readonly OverlayMount[]): Finding {
  const { radius, params } = radiusOf(model, layer.key);
  const store = layerIndexOf(model).stores.get(layer.store);
  return finding({
    id: `O-01:${layer.key}`,
    severity: 'critical',
    title: msg('rule.lower-folder-missing.title', { folder: layerTail(layer.folder) }),
    statement: msg('rule.lower-folder-missing.statement', {
      folder: layer.folder,
      overlays: overlays.length,
      ...params,
    }),
    subjects: nonEmpty(layerSubject(layer, store), standingSubjects(radius)),
    sources: nonEmpty(overlays[0]!.source, [
      layer.source,
      ...overlays.slice(1, 4).map((o) => o.source),
      ...radiusSources(radius),
    ]),
    why: [msg('rule.lower-folder-missing.why')],
    wrongIf: [msg('rule.lower-folder-missing.wrong-if')],
    remedy: pullAgainRunbook(model, layer.key),
  });
}
