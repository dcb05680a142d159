import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep, umountCommand } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Severity } from '#shared/rules/rule.ts';
import { mountSubject, namespaceSubject } from '#shared/rules/subjects.ts';

const many = 5_000;
const tooMany = 30_000;
const stackedTooOften = 10;
const nearLimit = 0.9;

/**
 * one namespace with very many mounts, or the same mount stacked again and again.
 *
 * `fs.mount-max` counts per namespace, so tables are judged one by one and never
 * added up. A file server has thousands of NFS or ZFS mounts by design: those are
 * only reported when they near the kernel's limit.
 */
export const mountStorm: Rule = {
  id: 'mount-storm',
  code: 'R-10',
  needs: ['mount-tables'],
  alsoReads: ['processless-tables', 'settings', 'namespace-links', 'thread-namespaces'],
  check({ model }) {
    const { mountsByNamespace } = indexOf(model);
    const findings = [...mountsByNamespace].flatMap(([inode, mounts]) => [
      ...crowded(model, inode, mounts),
      ...stacks(model, inode, mounts),
    ]);
    return firesOr(findings, () => {
      const unread = model.mountTables.find((t) => isAbsent(t.mounts));
      return unread
        ? cannotTell(msg('rule.mount-storm.unread', { namespace: unread.namespace }))
        : clear(msg('rule.mount-storm.clear', { namespaces: mountsByNamespace.size, most: most(mountsByNamespace) }));
    });
  },
};

const most = (tables: ReadonlyMap<number, readonly Mount[]>) =>
  [...tables.values()].reduce((max, mounts) => Math.max(max, mounts.length), 0);

function crowded(model: HostModel, inode: number, mounts: readonly Mount[]): readonly Finding[] {
  const limit = isAbsent(model.settings.mountMax) ? null : model.settings.mountMax;
  const severity = severityOf(mounts, limit);
  const first = mounts[0];
  if (severity === null || first === undefined) return [];
  const full = limit !== null && mounts.length >= nearLimit * limit;
  return [
    finding({
      id: `R-10:${inode}`,
      severity,
      title: msg('rule.mount-storm.title', { count: mounts.length, namespace: inode }),
      statement: full
        ? msg('rule.mount-storm.near-limit', { count: mounts.length, namespace: inode, limit })
        : msg('rule.mount-storm.many', { count: mounts.length, namespace: inode }),
      subjects: [namespaceSubject(inode)],
      sources: [{ evidence: first.evidence, line: 0 }],
      why: [msg('rule.mount-storm.why-limit')],
      wrongIf: [msg('rule.mount-storm.wrong-if')],
      remedy: [remedyStep(msg('rule.mount-storm.find-creator'), null, 'host')],
    }),
  ];
}

function severityOf(mounts: readonly Mount[], limit: number | null): Severity | null {
  if (limit !== null && mounts.length >= nearLimit * limit) return 'critical';
  if (mounts.length < many || isFileServer(mounts)) return null;
  return mounts.length >= tooMany ? 'high' : 'medium';
}

/** Most of the table are network or ZFS filesystems, each at a path of its own. */
function isFileServer(mounts: readonly Mount[]): boolean {
  const served = mounts.filter((m) => /^(nfs4?|zfs|cifs|smb3|ceph|glusterfs|fuse\.glusterfs)$/.test(m.shape.fsType));
  const paths = new Set(served.map((m) => m.shape.mountPoint));
  return served.length > mounts.length / 2 && paths.size > served.length * nearLimit;
}

function stacks(model: HostModel, inode: number, mounts: readonly Mount[]): readonly Finding[] {
  // Most mountpoints stand once: counting them first keeps a host with a million mounts quick.
  const perPoint = new Map<string, number>();
  for (const { shape } of mounts) perPoint.set(shape.mountPoint, (perPoint.get(shape.mountPoint) ?? 0) + 1);
  const candidates = mounts.filter((m) => (perPoint.get(m.shape.mountPoint) ?? 0) >= stackedTooOften);
  const same = groupBy(candidates, (m) => `${m.shape.device} ${m.shape.root} ${m.shape.mountPoint}`);
  return [...same.values()]
    .filter((group) => group.length >= stackedTooOften)
    .map((group) => {
      const [top, ...rest] = group.toReversed() as [Mount, ...Mount[]];
      const { mountPoint, device } = top.shape;
      return finding({
        id: `R-10:${inode}:${mountPoint}`,
        severity: 'medium',
        title: msg('rule.mount-storm.stacked-title', { count: group.length, mountPoint }),
        statement: msg('rule.mount-storm.stacked', { count: group.length, mountPoint, device, namespace: inode }),
        subjects: [namespaceSubject(inode), mountSubject(top)],
        sources: nonEmpty(mountRef(top), rest.slice(0, 19).map(mountRef)),
        why: [msg('rule.mount-storm.why-stacked')],
        wrongIf: [msg('rule.mount-storm.wrong-if')],
        remedy: [
          remedyStep(msg('rule.mount-storm.find-creator'), null, 'host'),
          remedyStep(msg('rule.mount-storm.unstack', { mountPoint }), umountCommand(model, inode, mountPoint), 'host'),
        ],
      });
    });
}
