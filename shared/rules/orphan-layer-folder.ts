import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { joinStores, type LayerJoin } from '#shared/model/layers/store-join.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { layerSubject, unreadStore, withoutStores } from '#shared/rules/layer-rules.ts';
import { ageMs } from '#shared/rules/lookups.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';

const hour = 3_600_000;

/**
 * O-05: the folder of a layer that its engine's database does not have. docker gives its layers 64 hexadecimal digits; BuildKit's
 * have 25 letters and stand in a database of its own, an init layer belongs to its container, `-removing` is on its way out.
 */
export const orphanLayerFolder: Rule = {
  id: 'orphan-layer-folder',
  code: 'O-05',
  needs: ['layer-folders', 'containerd-databases', 'docker-images', 'docker-containers'],
  alsoReads: ['containerd-snapshotters', 'mount-tables', 'namespace-links'],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence, ['containerd', 'docker']);
    if (nowhere) return nowhere;
    const all = joinStores(model).filter((j) => j.fault === 'orphan-folder' && isLayers(j));
    const orphans = all.filter((j) => isOld(model, j));
    return firesOr(orphans.map(orphan), () => {
      const stores = model.layerStores.filter((s) => s.kind !== 'containers-storage');
      return (
        unreadStore(stores) ??
        clear(msg('rule.orphan-layer-folder.clear', { stores: stores.length, young: all.length }))
      );
    });
  },
};

const isLayers = ({ layer: { id }, store }: LayerJoin): boolean =>
  store.kind === 'containerd' ? /^\d+$/.test(id) : store.kind === 'docker' && /^[0-9a-f]{64}(?:-init)?$/.test(id);

/** One that is being made stands in no database yet: the database was read before the folders. */
const isOld = (model: HostModel, { layer }: LayerJoin): boolean =>
  (ageMs(model, isAbsent(layer.createdAt) ? null : layer.createdAt) ?? 0) > hour;

function orphan({ layer, store }: LayerJoin): Finding {
  const folder = layer.folder.replace(/\/(?:fs|diff)$/, '');
  const aside = `${store.path}/../undermount-aside`;
  return finding({
    id: `O-05:${layer.key}`,
    severity: 'medium',
    title: msg('rule.orphan-layer-folder.title', { folder }),
    statement: msg('rule.orphan-layer-folder.statement', { folder, engine: store.kind, store: store.path }),
    subjects: [layerSubject(layer, store)],
    sources: nonEmpty(layer.source, [store.source]),
    why: [msg('rule.orphan-layer-folder.why')],
    wrongIf: [msg('rule.orphan-layer-folder.wrong-if')],
    remedy:
      store.kind === 'containerd'
        ? [remedyStep(msg('rule.orphan-layer-folder.collect'), 'systemctl restart containerd', 'host')]
        : [
            remedyStep(msg('rule.orphan-layer-folder.stop'), null, 'host'),
            remedyStep(
              msg('rule.orphan-layer-folder.aside'),
              shell`mkdir -p ${aside} && mv -n -t ${aside} ${folder}`,
              'host',
            ),
            remedyStep(msg('rule.orphan-layer-folder.start'), null, 'host'),
          ],
  });
}
