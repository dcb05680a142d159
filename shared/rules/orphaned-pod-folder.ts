import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { firstDoubt } from '#shared/rules/doubt.ts';
import { remedyStep, umountCommand } from '#shared/rules/remedy.ts';
import type { Finding, RemedyStep, Rule, RuleEvidence } from '#shared/rules/rule.ts';
import { mountSubject, namespaceSubject, pathSubject, podSubject } from '#shared/rules/subjects.ts';

/** `Orphaned pod "UID" found, but volume paths are still present on disk`, also `volume subpaths`; escaped quotes in structured logs. */
const complaint = /[Oo]rphaned pod \\?"?([0-9a-f-]{36})\\?"?,? found,? but (?:volumes? (?:sub)?paths|volumes)/;

/**
 * the kubelet keeps finding the folder of a pod that is gone.
 *
 * Scripts that deleted such folders have deleted data, because a volume was still
 * mounted below, sometimes only in another namespace (kubernetes#60987). So every table
 * is searched first, and no step that removes anything is printed while a mount is left
 * or while a table is in doubt.
 */
export const orphanedPodFolder: Rule = {
  id: 'orphaned-pod-folder',
  code: 'R-16',
  needs: ['engine-log', 'kubelet-pods', 'mount-tables'],
  alsoReads: [
    'containerd-containers',
    'docker-containers',
    'processless-tables',
    'thread-namespaces',
    'namespace-links',
  ],
  check(evidence) {
    const { model } = evidence;
    if (!model.pods.some((p) => p.hasFolder)) {
      return notApplicable(evidence, ['kubelet-pods'], msg('rule.orphaned-pod-folder.no-pods'));
    }
    const complaints = new Map<string, LogLine>();
    for (const line of model.log) {
      const uid = complaint.exec(line.text)?.[1];
      if (uid !== undefined) complaints.set(uid, line);
    }
    const left = [...complaints].filter(([uid]) => !isKnown(model, uid) && hasFolder(model, uid));
    const doubt = firstDoubt(evidence, ['containerd-containers', 'docker-containers']);
    if (left.length > 0 && doubt !== null) return cannotTell(doubt);
    return firesOr(
      left.map(([uid, line]) => orphan(evidence, uid, line)),
      () => clear(msg('rule.orphaned-pod-folder.clear', { complaints: complaints.size })),
    );
  },
};

const isKnown = (model: HostModel, uid: string) =>
  model.containers.some((c) => c.podUid === uid) || model.pods.some((p) => p.uid === uid && p.sandboxId !== null);

const hasFolder = (model: HostModel, uid: string) => model.pods.some((p) => p.uid === uid && p.hasFolder);

function orphan(evidence: RuleEvidence, uid: string, line: LogLine): Finding {
  const { model } = evidence;
  const folder = `/var/lib/kubelet/pods/${uid}`;
  const mounts = model.mounts.filter((m) => m.shape.mountPoint.includes(`/pods/${uid}/`));
  const namespaces = [...new Set(mounts.map((m) => m.namespace))];
  const unsure = firstDoubt(evidence, ['mount-tables', 'processless-tables', 'thread-namespaces', 'namespace-links']);
  return finding({
    id: `R-16:${uid}`,
    severity: 'medium',
    title: msg('rule.orphaned-pod-folder.title', { uid }),
    statement:
      mounts.length === 0
        ? msg('rule.orphaned-pod-folder.empty', { uid, folder })
        : msg('rule.orphaned-pod-folder.mounted', {
            uid,
            folder,
            mounts: mounts.length,
            namespaces: namespaces.length,
          }),
    subjects: nonEmpty(podSubject(uid), [
      pathSubject(folder),
      ...mounts.map(mountSubject),
      ...namespaces.map(namespaceSubject),
    ]),
    sources: nonEmpty(line.source, [
      ...model.pods.filter((p) => p.uid === uid).map((p) => p.source),
      ...mounts.map(mountRef),
    ]),
    why: [msg('rule.orphaned-pod-folder.why')],
    wrongIf: [msg('rule.orphaned-pod-folder.wrong-if')],
    notLookedAt: [msg('rule.orphaned-pod-folder.not-looked-at'), ...(unsure === null ? [] : [unsure])],
    remedy: mounts.length > 0 ? unmountFirst(model, mounts) : unsure === null ? removeEmpty(folder) : [],
  });
}

const unmountFirst = (model: HostModel, mounts: readonly Mount[]): readonly RemedyStep[] => [
  remedyStep(msg('rule.orphaned-pod-folder.never-rm'), null, 'host'),
  ...mounts.map((m) =>
    remedyStep(
      msg('rule.orphaned-pod-folder.umount', { mountPoint: m.shape.mountPoint, namespace: m.namespace }),
      umountCommand(model, m.namespace, m.shape.mountPoint),
      'host',
    ),
  ),
];

const removeEmpty = (folder: string): readonly RemedyStep[] => [
  remedyStep(msg('rule.orphaned-pod-folder.never-rm'), null, 'host'),
  remedyStep(msg('rule.orphaned-pod-folder.rmdir'), shell`find ${folder} -xdev -depth -type d -empty -delete`, 'host'),
  remedyStep(msg('rule.orphaned-pod-folder.restart'), shell`systemctl restart kubelet`, 'host'),
];
