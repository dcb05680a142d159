import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { isWithin } from '#shared/model/mount-paths.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { initNamespaceOf } from '#shared/rules/lookups.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject, mountSubject, namespaceSubject } from '#shared/rules/subjects.ts';

/** So many times the same mountpoint, and it is no longer one volume published on purpose. */
const stacked = 3;

/**
 * a container with a shared rootfs hands its own mounts to the host (runc#2404).
 * CSI drivers publish volumes that way on purpose, below the kubelet's folders; so only
 * mounts inside a container's rootfs count, or a service-account secret stacked on itself.
 */
export const rootfsMountsLeakToHost: Rule = {
  id: 'rootfs-mounts-leak-to-host',
  code: 'R-09',
  needs: ['mount-tables', 'namespace-links', 'processes'],
  alsoReads: ['docker-containers', 'containerd-containers', 'podman-containers'],
  check({ model }) {
    const init = initNamespaceOf(model);
    const table = init === null ? undefined : indexOf(model).mountsByNamespace.get(init);
    if (init === null || table === undefined) {
      return cannotTell(msg('rule.rootfs-mounts-leak-to-host.no-host-table'));
    }
    const suspects = table.filter((m) => /\/rootfs\/./.test(m.shape.mountPoint) || isSecret(m.shape.mountPoint));
    const groups = groupBy(suspects, (m) => ownerOf(model, m)?.id ?? m.shape.mountPoint);
    const judged = [...groups.values()].map((mounts) => ({
      mounts,
      owner: ownerOf(model, mounts[0] as Mount),
    }));
    return firesOr(
      judged.flatMap(({ mounts, owner }) => (leaks(mounts, owner) ? [leaked(init, mounts, owner)] : [])),
      () => {
        const untold = judged.find((j) => j.owner && isAbsent(j.owner.rootfsPropagation));
        return untold?.owner
          ? cannotTell(msg('rule.rootfs-mounts-leak-to-host.no-spec', { name: untold.owner.name }))
          : clear(msg('rule.rootfs-mounts-leak-to-host.clear', { mounts: table.length }));
      },
    );
  },
};

const isSecret = (mountPoint: string) => /^(\/var)?\/run\/secrets\/./.test(mountPoint);

const ownerOf = (model: HostModel, mount: Mount): Container | undefined =>
  model.containers.find(
    (c) =>
      typeof c.rootfsPath === 'string' &&
      c.rootfsPath !== mount.shape.mountPoint &&
      isWithin(mount.shape.mountPoint, c.rootfsPath),
  );

function leaks(mounts: readonly Mount[], owner: Container | undefined): boolean {
  if (owner) return typeof owner.rootfsPropagation === 'string' && /shared/.test(owner.rootfsPropagation);
  const perPath = groupBy(mounts, (m) => m.shape.mountPoint);
  return [...perPath.values()].some((m) => m.length >= stacked);
}

function leaked(host: number, mounts: readonly Mount[], owner: Container | undefined): Finding {
  const [first, ...rest] = mounts as [Mount, ...Mount[]];
  const shown = first.shape.mountPoint;
  return finding({
    id: `R-09:${owner?.id ?? shown}`,
    severity: 'high',
    title: msg('rule.rootfs-mounts-leak-to-host.title', { count: mounts.length }),
    statement: owner
      ? msg('rule.rootfs-mounts-leak-to-host.of-container', {
          name: owner.name,
          count: mounts.length,
          mountPoint: shown,
          propagation: present(owner.rootfsPropagation) ?? '',
        })
      : msg('rule.rootfs-mounts-leak-to-host.stacked', { count: mounts.length, mountPoint: shown }),
    subjects: nonEmpty(owner ? containerSubject(owner) : mountSubject(first), [
      namespaceSubject(host),
      ...(owner ? [mountSubject(first)] : []),
    ]),
    sources: nonEmpty(mountRef(first), [...rest.map(mountRef), ...(owner ? [owner.source] : [])]),
    why: [msg('rule.rootfs-mounts-leak-to-host.why')],
    wrongIf: [msg('rule.rootfs-mounts-leak-to-host.wrong-if')],
    remedy: [
      remedyStep(msg('rule.rootfs-mounts-leak-to-host.bidirectional'), null, 'kubernetes'),
      remedyStep(
        msg('rule.rootfs-mounts-leak-to-host.umount', { mountPoint: shown }),
        shell`umount ${(rest.at(-1) ?? first).shape.mountPoint}`,
        'host',
      ),
    ],
  });
}
