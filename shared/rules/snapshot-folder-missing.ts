import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerTail } from '#shared/model/layers/layer-tail.ts';
import { pullAgainRunbook } from '#shared/model/layers/pull-again-runbook.ts';
import { joinStores, type LayerJoin } from '#shared/model/layers/store-join.ts';
import type { LogLine } from '#shared/model/log.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import {
  layerSubject,
  radiusOf,
  radiusSources,
  standingSubjects,
  unreadStore,
  withoutStores,
} from '#shared/rules/layer-rules.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

/**
 * O-03: the engine's database has a layer whose folder is gone: every container on it fails to start. A remote snapshotter
 * (stargz, nydus) needs no folder. The log's `failed to stat parent` is only cited: what it names may have been mended since.
 */
export const snapshotFolderMissing: Rule = {
  id: 'snapshot-folder-missing',
  code: 'O-03',
  needs: ['layer-folders', 'containerd-databases'],
  alsoReads: ['docker-images', 'docker-containers', 'containerd-snapshotters', 'engine-log'],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence, ['containerd', 'docker']);
    if (nowhere) return nowhere;
    const own = joinStores(model).filter((j) => j.store.kind !== 'containers-storage');
    const gone = own.filter((j) => j.fault === 'missing-folder');
    return firesOr(
      gone.map((j) => missing(model, j)),
      () =>
        unreadStore(model.layerStores.filter((s) => s.kind !== 'containers-storage')) ??
        clear(msg('rule.snapshot-folder-missing.clear', { layers: own.length })),
    );
  },
};

const complaint = /failed to stat parent|missing parent|no such file or directory/;

function missing(model: HostModel, { layer, store, mounted }: LayerJoin): Finding {
  const { radius, params } = radiusOf(model, layer.key);
  const lines = model.log.filter((l: LogLine) => complaint.test(l.text) && l.text.includes(`${layer.folder}`));
  return finding({
    id: `O-03:${layer.key}`,
    // A container that was removed while the capture ran looks alike; an image layer concerns all that stand on it.
    severity: layer.role === 'layer' || mounted.length > 0 || lines.length > 0 ? 'critical' : 'medium',
    title: msg('rule.snapshot-folder-missing.title', { folder: layerTail(layer.folder) }),
    statement: msg('rule.snapshot-folder-missing.statement', {
      folder: layer.folder,
      name: layer.names[0]?.name ?? layer.id,
      mounted: mounted.length,
      complaints: lines.length,
      ...params,
    }),
    subjects: nonEmpty(layerSubject(layer, store), standingSubjects(radius)),
    sources: nonEmpty(layer.source, [
      ...layer.names.map((n) => n.source).slice(0, 2),
      { evidence: 'layer-folders/folders', line: 0 },
      ...lines.slice(-3).map((l) => l.source),
      ...radiusSources(radius),
    ]),
    why: [msg('rule.snapshot-folder-missing.why')],
    wrongIf: [msg('rule.snapshot-folder-missing.wrong-if')],
    remedy: pullAgainRunbook(model, layer.key),
  });
}
