import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { blastRadius } from '#shared/model/layers/blast-radius.ts';
import { joinStores, type LayerJoin } from '#shared/model/layers/store-join.ts';
import type { LayerStore, StoredLayer } from '#shared/model/layers.ts';
import type { LogLine } from '#shared/model/log.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { layerSubject, standingSubjects, unreadStore, withoutStores } from '#shared/rules/layer-rules.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { distinctSubjects, pathSubject } from '#shared/rules/subjects.ts';

const unknownLayer = /layer not known|identifier is not a layer/;

/**
 * O-11: containers/storage has a layer in layers.json whose folder is gone, or a layer that stands on none. `storage check` is
 * not what this asks: it reports containers that run, and with `--repair` removes them on a CRI-O node (container-libs#138).
 */
export const containersStorageDamaged: Rule = {
  id: 'containers-storage-damaged',
  code: 'O-11',
  needs: ['containers-storage', 'layer-folders'],
  alsoReads: ['engine-log', 'podman-containers'],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence, ['containers-storage']);
    if (nowhere) return nowhere;
    const stores = model.layerStores.filter((s) => s.kind === 'containers-storage');
    const joins = joinStores(model);
    const lines = model.log.filter((l) => unknownLayer.test(l.text));
    const found = stores.flatMap((store) => {
      const own = joins.filter((j) => j.store === store);
      const gone = own.filter((j) => j.fault === 'missing-folder');
      const torn = own.filter((j) => j.inDatabase === true && isAbsent(j.layer.parent)).map((j) => j.layer);
      return gone.length + torn.length > 0 ? [damaged(model, store, gone, torn, lines)] : [];
    });
    return firesOr(
      found,
      () => unreadStore(stores) ?? clear(msg('rule.containers-storage-damaged.clear', { stores: stores.length })),
    );
  },
};

function damaged(
  model: HostModel,
  store: LayerStore,
  gone: readonly LayerJoin[],
  torn: readonly StoredLayer[],
  lines: readonly LogLine[],
): Finding {
  const layers = [...gone.map((j) => j.layer), ...torn];
  const isCrio = model.daemons.some((d) => d.kind === 'crio');
  return finding({
    id: `O-11:${store.path}`,
    severity: 'high',
    title: msg('rule.containers-storage-damaged.title', { store: store.path }),
    statement: msg('rule.containers-storage-damaged.statement', {
      store: store.path,
      gone: gone.length,
      torn: torn.length,
      lines: lines.length,
    }),
    subjects: nonEmpty(
      pathSubject(store.path),
      distinctSubjects([
        ...layers.slice(0, 10).map((l) => layerSubject(l, store)),
        ...layers.slice(0, 10).flatMap((l) => standingSubjects(blastRadius(model, l.key))),
      ]),
    ),
    sources: nonEmpty(layers[0]!.source, [
      ...layers.slice(1, 5).map((l) => l.source),
      { evidence: 'layer-folders/folders', line: 0 },
      ...lines.slice(-3).map((l) => l.source),
    ]),
    why: [msg('rule.containers-storage-damaged.why')],
    wrongIf: [msg('rule.containers-storage-damaged.wrong-if')],
    remedy: [
      remedyStep(msg('rule.containers-storage-damaged.no-repair'), null, 'host'),
      ...(isCrio
        ? [
            remedyStep(msg('rule.containers-storage-damaged.drain'), null, 'kubernetes'),
            remedyStep(msg('rule.containers-storage-damaged.wipe'), 'crio wipe -f', 'host'),
          ]
        : [remedyStep(msg('rule.containers-storage-damaged.reset'), null, 'host')]),
    ],
  });
}
