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
 * O-04: a read-write snapshot that no container, lease or mount uses, for more than an hour. A build, an unpacking (`extract-…`)
 * or a commit in progress has a lease or is younger. https://github.com/containerd/containerd/issues/13416
 */
export const orphanSnapshot: Rule = {
  id: 'orphan-snapshot',
  code: 'O-04',
  needs: ['containerd-databases', 'mount-tables'],
  alsoReads: [
    'containerd-containers',
    'containerd-snapshotters',
    'layer-folders',
    'namespace-links',
    'processless-tables',
  ],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence, ['containerd']);
    if (nowhere) return nowhere;
    const unused = joinStores(model).filter((j) => j.fault === 'orphan-snapshot');
    const old = unused.filter((j) => isOld(model, j));
    return firesOr(
      old.map((j) => orphan(model, j)),
      () =>
        unreadStore(model.layerStores.filter((s) => s.kind === 'containerd')) ??
        clear(msg('rule.orphan-snapshot.clear', { young: unused.length })),
    );
  },
};

const isOld = (model: HostModel, { layer }: LayerJoin): boolean =>
  (ageMs(model, isAbsent(layer.createdAt) ? null : layer.createdAt) ?? 0) > hour;

function orphan(model: HostModel, { layer, store }: LayerJoin): Finding {
  const [name] = layer.names;
  const hours = Math.floor((ageMs(model, layer.createdAt as number) ?? 0) / hour);
  return finding({
    id: `O-04:${layer.key}`,
    severity: 'medium',
    title: msg('rule.orphan-snapshot.title', { name: name?.name ?? layer.id }),
    statement: msg('rule.orphan-snapshot.statement', {
      name: name?.name ?? layer.id,
      namespace: name?.namespace ?? '',
      folder: layer.folder,
      hours,
    }),
    subjects: [layerSubject(layer, store)],
    sources: nonEmpty(
      layer.source,
      layer.names.map((n) => n.source),
    ),
    why: [msg('rule.orphan-snapshot.why')],
    wrongIf: [msg('rule.orphan-snapshot.wrong-if')],
    remedy: [
      remedyStep(msg('rule.orphan-snapshot.ask'), null, 'host'),
      remedyStep(
        msg('rule.orphan-snapshot.remove'),
        name
          ? shell`ctr -n ${name.namespace ?? 'default'} snapshots --snapshotter ${store.driver} rm ${name.name}`
          : null,
        'host',
      ),
    ],
  });
}
