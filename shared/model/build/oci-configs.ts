import type { Evidence } from '#shared/model/build/evidence.ts';
import type { Runtime } from '#shared/model/container.ts';
import { type OciConfig, parseOciConfig } from '#shared/parsers/oci-config.ts';

/** A container as its OCI configuration shows it, before the processes are known. */
export interface OciContainer {
  readonly id: string;
  readonly runtime: Runtime;
  readonly runtimeNamespace: string | null;
  readonly engineRoot: string;
  /** Folder of config.json. */
  readonly folder: string;
  readonly config: OciConfig;
  readonly evidence: string;
}

/** `<state>/io.containerd.runtime.v2.task/<namespace>/<id>/config.json`, also v1.linux and a state folder of its own. */
const containerdTask = /^(.*)\/io\.containerd\.runtime\.v[^/]*\/([^/]+)\/([^/]+)\/config\.json$/s;
const storageUserdata = /^(.*)\/overlay-containers\/([^/]+)\/userdata\/config\.json$/s;

export function readOciContainers(evidence: Evidence): readonly OciContainer[] {
  const containerd = evidence.rows('containerd-containers/config', parseOciConfig).flatMap((config): OciContainer[] => {
    const match = containerdTask.exec(config.path);
    if (!match) return [];
    const [, state, namespace, id] = match;
    return [
      {
        id: id!,
        runtime: 'containerd',
        runtimeNamespace: namespace!,
        engineRoot: state!,
        folder: folderOf(config.path),
        config,
        evidence: 'containerd-containers/config',
      },
    ];
  });
  const storage = evidence.rows('podman-containers/config', parseOciConfig).flatMap((config): OciContainer[] => {
    const match = storageUserdata.exec(config.path);
    if (!match) return [];
    const isCrio = Object.keys(config.annotations).some((key) => key.startsWith('io.kubernetes.cri-o.'));
    return [
      {
        id: match[2]!,
        runtime: isCrio ? 'cri-o' : 'podman',
        runtimeNamespace: null,
        engineRoot: match[1]!,
        folder: folderOf(config.path),
        config,
        evidence: 'podman-containers/config',
      },
    ];
  });
  return [...containerd, ...storage];
}

export const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

/** `cgroupsPath` to container id, for cgroups whose name carries no 64 hex digits (`/default/shop-1`). */
export const cgroupOwners = (containers: readonly OciContainer[]): ReadonlyMap<string, string> =>
  new Map(
    containers.flatMap(({ id, config }) => (config.cgroupsPath.startsWith('/') ? [[config.cgroupsPath, id]] : [])),
  );
