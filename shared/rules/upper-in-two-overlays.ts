import { msg } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { layerIndexOf } from '#shared/model/layers/layer-index.ts';
import type { OverlayMount } from '#shared/model/layers.ts';
import { clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { namespacesOfOverlay } from '#shared/rules/overlays.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject, namespaceSubject, pathSubject } from '#shared/rules/subjects.ts';

/**
 * O-06: two superblocks write to one upper or work folder. One device in many namespaces is one superblock, a copy; and a path
 * only names one folder within one namespace: nodes of kind all have a `snapshots/5`.
 */
export const upperInTwoOverlays: Rule = {
  id: 'upper-in-two-overlays',
  code: 'O-06',
  needs: ['mount-tables'],
  alsoReads: ['namespace-links', 'processless-tables', 'thread-namespaces'],
  check(evidence) {
    const { model } = evidence;
    if (model.overlays.length === 0) {
      return notApplicable(evidence, ['mount-tables'], msg('rule.upper-in-two-overlays.none'));
    }
    const uppers = sharedFolders(model, 'upper');
    const told = new Set(uppers.flatMap((s) => s.overlays));
    // Who shares both folders is told once.
    const works = sharedFolders(model, 'work').filter((s) => s.overlays.some((o) => !told.has(o)));
    return firesOr(
      [...uppers, ...works].map((s) => reused(model, s)),
      () => clear(msg('rule.upper-in-two-overlays.clear', { overlays: model.overlays.length })),
    );
  },
};

interface SharedFolder {
  readonly folder: string;
  readonly which: 'upper' | 'work';
  readonly overlays: readonly OverlayMount[];
}

function sharedFolders(model: HostModel, which: 'upper' | 'work'): readonly SharedFolder[] {
  const byFolder = groupBy(model.overlays, (o) => (o[which]?.startsWith('/') ? o[which] : ''));
  return [...byFolder].flatMap(([folder, all]): SharedFolder[] => {
    const overlays = folder === '' ? [] : all.filter((o) => all.some((other) => other !== o && meet(o, other)));
    return overlays.length > 1 ? [{ folder, which, overlays }] : [];
  });
}

/** Both stand in one namespace, so that equal paths are one folder. */
function meet(a: OverlayMount, b: OverlayMount): boolean {
  const here = namespacesOfOverlay(a);
  return namespacesOfOverlay(b).some((ns) => here.includes(ns));
}

function reused(model: HostModel, { folder, which, overlays }: SharedFolder): Finding {
  const devices = overlays.map((o) => o.device);
  const containers = layerIndexOf(model).containers.get(overlays[0]!.upperLayer ?? '') ?? [];
  const namespaces = [...new Set(overlays.flatMap((o) => namespacesOfOverlay(o)))];
  return finding({
    id: `O-06:${folder}`,
    severity: 'critical',
    title: msg('rule.upper-in-two-overlays.title', { folder, which }),
    statement: msg('rule.upper-in-two-overlays.statement', {
      folder,
      which,
      devices: devices.join(', '),
      overlays: devices.length,
    }),
    subjects: nonEmpty(pathSubject(folder), [
      ...containers.map(containerSubject),
      ...namespaces.slice(0, 5).map(namespaceSubject),
    ]),
    sources: nonEmpty(
      overlays[0]!.source,
      overlays.slice(1).map((o) => o.source),
    ),
    why: [msg('rule.upper-in-two-overlays.why')],
    wrongIf: [msg('rule.upper-in-two-overlays.wrong-if')],
    remedy: [
      remedyStep(msg('rule.upper-in-two-overlays.stop', { devices: devices.join(', ') }), null, 'host'),
      remedyStep(msg('rule.upper-in-two-overlays.restore'), null, 'host'),
    ],
  });
}
