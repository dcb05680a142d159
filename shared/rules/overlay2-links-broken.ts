import { msg } from '#shared/messages/index.ts';
import type { LayerStore, StoredLayer } from '#shared/model/layers.ts';
import type { LogLine } from '#shared/model/log.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { layerSubject, withoutStores } from '#shared/rules/layer-rules.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule, RuleEvidence } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** node-problem-detector's condition CorruptDockerOverlay2. */
const readlink = /readlink \S*\/overlay2\S*: invalid argument/;

/** O-09: `link` and `lower` of overlay2 layers hold nothing, as a power cut leaves files whose names were written and whose bytes were not. */
export const overlay2LinksBroken: Rule = {
  id: 'overlay2-links-broken',
  code: 'O-09',
  needs: ['layer-folders'],
  alsoReads: ['engine-log', 'docker-images', 'docker-containers', 'containers-storage'],
  check(evidence: RuleEvidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence, ['docker', 'containers-storage']);
    if (nowhere) return nowhere;
    const stores = model.layerStores.filter((s) => s.kind !== 'containerd');
    const lines = model.log.filter((l) => l.log === 'engine' && readlink.test(l.text));
    const found = stores.flatMap((store) => {
      const layers = model.storedLayers.filter((l) => l.store === store.path && l.emptyFiles !== undefined);
      const own = lines.filter((l) => l.text.includes(`${store.path}/`));
      return layers.length + own.length > 0 ? [broken(store, layers, own)] : [];
    });
    return firesOr(found, () => {
      const unread = stores.find((s) => s.foldersRead !== true);
      return unread
        ? cannotTell(msg('rules.layers.unread', { store: unread.path, because: 'its folders were not read' }))
        : clear(msg('rule.overlay2-links-broken.clear', { stores: stores.length }));
    });
  },
};

function broken(store: LayerStore, layers: readonly StoredLayer[], lines: readonly LogLine[]): Finding {
  const files = layers.flatMap((l) => l.emptyFiles ?? []);
  const sources = [...files.slice(0, 8).map((f) => f.source), ...lines.slice(-3).map((l) => l.source)];
  return finding({
    id: `O-09:${store.path}`,
    severity: 'critical',
    title: msg('rule.overlay2-links-broken.title', { store: store.path }),
    statement: msg('rule.overlay2-links-broken.statement', {
      store: store.path,
      files: files.length,
      layers: layers.length,
      lines: lines.length,
    }),
    subjects: nonEmpty(
      pathSubject(store.path),
      layers.slice(0, 10).map((l) => layerSubject(l, store)),
    ),
    sources: nonEmpty(sources[0] ?? store.source, sources.slice(1)),
    why: [msg('rule.overlay2-links-broken.why')],
    wrongIf: [msg('rule.overlay2-links-broken.wrong-if')],
    remedy: [
      remedyStep(msg('rule.overlay2-links-broken.save'), null, 'host'),
      remedyStep(msg('rule.overlay2-links-broken.wipe', { store: store.path }), null, 'host'),
    ],
  });
}
