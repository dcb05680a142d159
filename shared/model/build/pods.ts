import { unreadable } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { OciContainer } from '#shared/model/build/oci-configs.ts';
import type { Pod } from '#shared/model/container.ts';
import { firstBy } from '#shared/model/group-by.ts';
import { parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { parsePaths } from '#shared/parsers/paths.ts';

/** Pods from the annotations of containers and from kubelet's folders; either may be missing. */
export function buildPods(evidence: Evidence, oci: readonly OciContainer[]): readonly Pod[] {
  const folders = firstBy(
    evidence.rows('kubelet-pods', parsePaths).flatMap(({ line, path }) => {
      const uid = /\/pods\/([^/]+)(?:\/|$)/.exec(path)?.[1];
      return uid === undefined ? [] : [{ uid, line }];
    }),
    (row) => row.uid,
  );
  const unnamed = unreadable('no container on this host names the pod');
  const pods = new Map<string, Pod>();
  for (const { id, config, evidence: record } of oci) {
    const a = config.annotations;
    const uid = a['io.kubernetes.cri.sandbox-uid'] ?? a['io.kubernetes.pod.uid'];
    if (!uid) continue;
    const isSandbox = [a['io.kubernetes.cri.container-type'], a['io.kubernetes.cri-o.ContainerType']].includes(
      'sandbox',
    );
    const before = pods.get(uid);
    pods.set(uid, {
      uid,
      name: a['io.kubernetes.cri.sandbox-name'] ?? a['io.kubernetes.pod.name'] ?? before?.name ?? unnamed,
      namespace:
        a['io.kubernetes.cri.sandbox-namespace'] ?? a['io.kubernetes.pod.namespace'] ?? before?.namespace ?? unnamed,
      sandboxId: isSandbox ? id : (a['io.kubernetes.cri.sandbox-id'] ?? before?.sandboxId ?? null),
      hasFolder: folders.has(uid),
      source: before?.source ?? { evidence: record, line: config.line },
    });
  }
  for (const { line, id, labels } of evidence.rows('docker-containers/config', parseDockerConfig)) {
    const uid = labels['io.kubernetes.pod.uid'];
    if (!uid) continue;
    const isSandbox = labels['io.kubernetes.docker.type'] === 'podsandbox';
    const before = pods.get(uid);
    pods.set(uid, {
      uid,
      name: labels['io.kubernetes.pod.name'] ?? before?.name ?? unnamed,
      namespace: labels['io.kubernetes.pod.namespace'] ?? before?.namespace ?? unnamed,
      sandboxId: isSandbox ? id : (before?.sandboxId ?? null),
      hasFolder: folders.has(uid),
      source: before?.source ?? { evidence: 'docker-containers/config', line },
    });
  }
  for (const { uid, line } of folders.values()) {
    if (pods.has(uid)) continue;
    const source = { evidence: 'kubelet-pods', line };
    pods.set(uid, { uid, name: unnamed, namespace: unnamed, sandboxId: null, hasFolder: true, source });
  }
  return [...pods.values()].sort((a, b) => (a.uid < b.uid ? -1 : 1));
}
