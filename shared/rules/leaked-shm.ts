import { msg } from '#shared/messages/index.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { firstDoubt } from '#shared/rules/doubt.ts';
import { namespacesOf } from '#shared/rules/lookups.ts';
import { dockerCommand, remedyStep, umountCommand } from '#shared/rules/remedy.ts';
import type { Finding, Rule, Subject } from '#shared/rules/rule.ts';
import {
  containerSubject,
  distinctSubjects,
  mountSubject,
  namespaceSubject,
  volumeSubject,
} from '#shared/rules/subjects.ts';

/** Where each engine puts a container's own /dev/shm; the id is the container's or the sandbox's. */
const shmFolder =
  /\/(?:containers\/([0-9a-f]{64})\/(?:mounts\/)?shm|sandboxes\/([0-9a-f]{64})\/shm|overlay-containers\/([0-9a-f]{64})\/userdata\/shm)$/;

interface ShmOf {
  readonly id: string;
  readonly mount: Mount;
  /** Set when the id is known from the volume's source text because the copy stands at a path of its own. */
  readonly through: { readonly container: Container; readonly volume: Volume } | null;
}

/**
 * the tmpfs of a container that no engine knows any more. It keeps its memory.
 *
 * Two ways to know whose it is: the path it is mounted on, and, where another container
 * bound it to a path of its own, the source text of that container's volume.
 */
export const leakedShm: Rule = {
  id: 'leaked-shm',
  code: 'R-11',
  needs: ['mount-tables', 'namespace-links', 'docker-containers'],
  alsoReads: ['containerd-containers', 'podman-containers', 'processless-tables'],
  check(evidence) {
    const { model } = evidence;
    const found = [...byPath(model), ...byVolume(model)];
    const known = new Set([...model.containers.map((c) => c.id), ...model.pods.flatMap((p) => p.sandboxId ?? [])]);
    const orphans = groupBy(
      found.filter((f) => !known.has(f.id)),
      (f) => f.id,
    );
    // An id is "not in the runtime" only when the runtime's whole list was read.
    const doubt = firstDoubt(evidence, ['docker-containers', 'containerd-containers', 'podman-containers']);
    if (doubt !== null && orphans.size > 0) return { answer: 'cannot-tell', because: doubt };
    return firesOr(
      [...orphans].map(([id, copies]) => leaked(model, id, copies)),
      () => clear(msg('rule.leaked-shm.clear', { count: found.length })),
    );
  },
};

function byPath(model: HostModel): readonly ShmOf[] {
  return model.mounts.flatMap((mount) => {
    if (mount.shape.fsType !== 'tmpfs') return [];
    const match = shmFolder.exec(mount.shape.mountPoint);
    const id = match?.[1] ?? match?.[2] ?? match?.[3];
    return id === undefined ? [] : [{ id, mount, through: null }];
  });
}

function byVolume(model: HostModel): readonly ShmOf[] {
  const { mountsByNamespace } = indexOf(model);
  return model.containers.flatMap((container) => {
    if (!Array.isArray(container.volumes)) return [];
    return (container.volumes as readonly Volume[]).flatMap((volume) => {
      const match = shmFolder.exec(volume.source);
      const id = match?.[1] ?? match?.[2] ?? match?.[3];
      if (id === undefined || id === container.id) return [];
      return [...namespacesOf(model, container)].flatMap((inode) =>
        (mountsByNamespace.get(inode) ?? [])
          .filter((m) => m.shape.mountPoint === volume.destination && m.shape.fsType === 'tmpfs')
          .map((mount) => ({ id, mount, through: { container, volume } })),
      );
    });
  });
}

function leaked(model: HostModel, id: string, copies: readonly ShmOf[]): Finding {
  const [first] = copies as readonly [ShmOf, ...ShmOf[]];
  const superblocks = new Set(copies.map((c) => c.mount.shape.device));
  // Every other place where the same tmpfs is mounted keeps it too, whatever its path.
  const mounts = [...superblocks].flatMap((d) => indexOf(model).mountsByDevice.get(d) ?? []);
  const binders = copies.flatMap((c) => (c.through ? [c.through] : []));
  const subjects: readonly Subject[] = [
    ...binders.flatMap(({ container, volume }) => [containerSubject(container), volumeSubject(container, volume)]),
    ...mounts.flatMap((m) => [mountSubject(m), namespaceSubject(m.namespace)]),
  ];
  const namespaces = new Set(mounts.map((m) => m.namespace)).size;
  const binder = binders[0];
  const { hostNamespace } = indexOf(model);
  const onHost = mounts.find((m) => m.namespace === hostNamespace);
  return finding({
    id: `R-11:${id}`,
    severity: 'medium',
    title: msg('rule.leaked-shm.title', { id: id.slice(0, 12) }),
    statement: binder
      ? msg('rule.leaked-shm.bound', {
          id: id.slice(0, 12),
          device: first.mount.shape.device,
          holder: binder.container.name,
          destination: binder.volume.destination,
        })
      : msg('rule.leaked-shm.statement', {
          id: id.slice(0, 12),
          device: first.mount.shape.device,
          mountPoint: first.mount.shape.mountPoint,
          namespaces,
        }),
    subjects: nonEmpty({ kind: 'container', id, name: id.slice(0, 12) }, distinctSubjects(subjects)),
    sources: nonEmpty(mountRef(first.mount), [
      ...mounts.filter((m) => m !== first.mount).map(mountRef),
      ...binders.map((b) => b.container.source),
    ]),
    why: [binder ? msg('rule.leaked-shm.why-bound') : msg('rule.leaked-shm.why-left')],
    wrongIf: [msg('rule.leaked-shm.wrong-if')],
    remedy: [
      ...binders.map(({ container }) =>
        remedyStep(
          msg('rule.leaked-shm.restart', { name: container.name }),
          dockerCommand(model, container, 'restart'),
          'host',
        ),
      ),
      ...(onHost
        ? [
            remedyStep(
              msg('rule.leaked-shm.umount', { mountPoint: onHost.shape.mountPoint }),
              umountCommand(model, onHost.namespace, onHost.shape.mountPoint),
              'host',
            ),
          ]
        : []),
      ...(/\/sandboxes\//.test(first.mount.shape.mountPoint)
        ? [remedyStep(msg('rule.leaked-shm.rmp'), shell`crictl rmp ${id}`, 'host')]
        : []),
    ],
  });
}
