import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIndexOf } from '#shared/model/layers/layer-index.ts';
import { layerTail } from '#shared/model/layers/layer-tail.ts';
import { joinStores, type LayerJoin } from '#shared/model/layers/store-join.ts';
import type { LogLine } from '#shared/model/log.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { layerSubject, withoutStores } from '#shared/rules/layer-rules.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject } from '#shared/rules/subjects.ts';

/** `ovl_workdir_cleanup` in fs/overlayfs/readdir.c; the engine then sees EINVAL, after a write error of the upper EIO. */
const refusedByKernel = /overlayfs: .*(?:incompat feature 'volatile' cannot be mounted|volatile)/i;
const refusedByEngine = /overlay.*(?:invalid argument|input\/output error|structure needs cleaning)/i;

/**
 * O-10: a volatile mount (no sync) that did not end in order leaves a mark, and overlayfs does not mount that upper again. While
 * such a mount is in use the mark is there too, and is as it should be.
 */
export const volatileMarkLeft: Rule = {
  id: 'volatile-mark-left',
  code: 'O-10',
  needs: ['layer-folders', 'mount-tables', 'kernel-log', 'engine-log'],
  alsoReads: [
    'containerd-databases',
    'docker-containers',
    'containers-storage',
    'namespace-links',
    'processless-tables',
  ],
  check(evidence) {
    const { model } = evidence;
    const nowhere = withoutStores(evidence);
    if (nowhere) return nowhere;
    const left = joinStores(model).filter((j) => j.layer.volatileMark !== undefined && j.mounted.length === 0);
    const refusals = model.log.filter((l) =>
      l.log === 'kernel' ? refusedByKernel.test(l.text) : refusedByEngine.test(l.text),
    );
    const found = left.flatMap((j) => {
      const lines = refusals.filter((l) => l.log === 'kernel' || l.text.includes(j.layer.id));
      return lines.length > 0 ? [marked(model, j, lines)] : [];
    });
    return firesOr(found, () => {
      const unread = model.layerStores.find((s) => isAbsent(s.foldersRead));
      return unread
        ? cannotTell(msg('rules.layers.unread', { store: unread.path, because: 'its folders were not read' }))
        : clear(msg('rule.volatile-mark-left.clear', { marks: left.length }));
    });
  },
};

function marked(model: HostModel, { layer, store }: LayerJoin, lines: readonly LogLine[]): Finding {
  const containers = layerIndexOf(model).containers.get(layer.key) ?? [];
  return finding({
    id: `O-10:${layer.key}`,
    severity: 'medium',
    title: msg('rule.volatile-mark-left.title', { folder: layerTail(layer.folder) }),
    statement: msg('rule.volatile-mark-left.statement', {
      folder: layer.folder,
      containers: containers.map((c) => c.name).join(', '),
      lines: lines.length,
    }),
    subjects: nonEmpty(layerSubject(layer, store), containers.map(containerSubject)),
    sources: nonEmpty(layer.volatileMark!, [lines.at(-1)!.source]),
    why: [msg('rule.volatile-mark-left.why')],
    wrongIf: [msg('rule.volatile-mark-left.wrong-if')],
    remedy: [remedyStep(msg('rule.volatile-mark-left.remove'), null, 'host')],
  });
}
