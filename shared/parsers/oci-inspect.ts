/**
 * Parsers for `crictl inspect` and `podman inspect`, as sosreports keep them (file-lines, one JSON document a file): the
 * OCI configuration of each container, where its engine would have kept it.
 *
 *     /sos_commands/crio/containers/crictl_inspect_1d2c…:{ "status": { "id": … }, "info": { "pid": …, "runtimeSpec": { … } } }
 *     /sos_commands/podman/containers/podman_inspect_ab12…:[ { "Id": …, "OCIConfigPath": "…/userdata/config.json", "Mounts": [ … ] } ]
 *
 * Sources: k8s.io/cri-api ContainerStatusResponse with cri-o's and containerd's verbose info; libpod/define InspectContainerData.
 */
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  type Json,
  jsonArray,
  jsonObject,
} from '#shared/parsers/json-fields.ts';
import { type OciConfig, ociConfigOf } from '#shared/parsers/oci-config.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

interface CriContainer {
  readonly line: number;
  readonly id: string;
  readonly pid: number | null;
  readonly spec: Json;
  readonly isCrio: boolean;
}

const stateFolder = '/run/containerd/io.containerd.runtime.v2.task/k8s.io';
const storageFolder = '/var/lib/containers/storage/overlay-containers';

/** Of containerd: those whose annotations are not cri-o's. */
export function parseCriContainerd(body: Uint8Array): Parsed<readonly OciConfig[]> {
  const { value, warnings } = criContainers(body);
  const own = value.filter((c) => !c.isCrio);
  return { value: own.map((c) => ociConfigOf(c.spec, c.line, `${stateFolder}/${c.id}/config.json`)), warnings };
}

export function parseCriPids(body: Uint8Array): Parsed<readonly FileText[]> {
  const { value, warnings } = criContainers(body);
  return {
    value: value.flatMap(({ line, id, pid, isCrio }) =>
      isCrio || pid === null ? [] : [{ line, path: `${stateFolder}/${id}/init.pid`, text: String(pid) }],
    ),
    warnings,
  };
}

/** Of podman and cri-o, which share one storage. */
export function parseStorageContainers(body: Uint8Array): Parsed<readonly OciConfig[]> {
  const cri = criContainers(body);
  const podman = podmanContainers(body);
  return {
    value: [
      ...cri.value
        .filter((c) => c.isCrio)
        .map((c) => ociConfigOf(c.spec, c.line, `${storageFolder}/${c.id}/userdata/config.json`)),
      ...podman.value,
    ],
    warnings: [...cri.warnings, ...podman.warnings.filter((w) => !cri.warnings.some((c) => c.line === w.line))],
  };
}

function criContainers(body: Uint8Array): Parsed<readonly CriContainer[]> {
  const { value: files, warnings: torn } = parseFileLines(body);
  const warnings: ParseWarning[] = [...torn];
  const value = files.flatMap(({ line, path, text }): CriContainer[] => {
    if (!/\/crictl_inspect_[^/]*$/.test(path)) return [];
    const json = jsonObject(text);
    const status = asObject(json?.status);
    const info = asObject(json?.info);
    const id = asString(status?.id);
    if (!json || !status || !id) {
      warnings.push({ line, expected: 'one JSON object with status.id' });
      return [];
    }
    const spec = asObject(info?.runtimeSpec) ?? withoutSpec(status);
    const notes = Object.keys(asObject(spec.annotations) ?? {});
    const isCrio =
      notes.some((key) => key.startsWith('io.kubernetes.cri-o.')) ||
      !notes.some((key) => key.startsWith('io.kubernetes.cri.'));
    return [{ line, id, pid: asNumber(info?.pid), spec, isCrio }];
  });
  return { value, warnings };
}

/** Without verbose info there is still what the CRI itself says: names, image, mounts. */
function withoutSpec(status: Json): Json {
  const labels = asObject(status.labels) ?? {};
  const metadata = asObject(status.metadata) ?? {};
  return {
    mounts: asArray(status.mounts).flatMap((value) => {
      const mount = asObject(value);
      if (!mount) return [];
      const propagation = {
        PROPAGATION_BIDIRECTIONAL: 'rshared',
        PROPAGATION_HOST_TO_CONTAINER: 'rslave',
        PROPAGATION_PRIVATE: 'rprivate',
      }[asString(mount.propagation) ?? ''];
      const options = ['rbind', ...(mount.readonly === true ? ['ro'] : []), ...(propagation ? [propagation] : [])];
      return [{ source: mount.hostPath, destination: mount.containerPath, type: 'bind', options }];
    }),
    annotations: {
      'io.kubernetes.container.name': asString(metadata.name) ?? '',
      'io.kubernetes.pod.name': asString(labels['io.kubernetes.pod.name']) ?? '',
      'io.kubernetes.pod.namespace': asString(labels['io.kubernetes.pod.namespace']) ?? '',
      'io.kubernetes.pod.uid': asString(labels['io.kubernetes.pod.uid']) ?? '',
      'io.kubernetes.cri-o.ImageName': asString(asObject(status.image)?.image) ?? '',
    },
  };
}

function podmanContainers(body: Uint8Array): Parsed<readonly OciConfig[]> {
  const { value: files, warnings: torn } = parseFileLines(body);
  const warnings: ParseWarning[] = [...torn];
  const value = files.flatMap(({ line, path, text }): OciConfig[] => {
    if (!/\/podman_inspect_[^/]*$/.test(path)) return [];
    const rows = jsonArray(text);
    if (!rows) warnings.push({ line, expected: 'one JSON array' });
    return (rows ?? []).flatMap((row) => {
      const json = asObject(row);
      const id = json && asString(json.Id);
      if (!json || !id || !asObject(json.State)) return [];
      const known = asString(json.OCIConfigPath) ?? '';
      const config = known.endsWith('/userdata/config.json') ? known : `${storageFolder}/${id}/userdata/config.json`;
      return [ociConfigOf(podmanSpec(json), line, config)];
    });
  });
  return { value, warnings };
}

function podmanSpec(json: Json): Json {
  const config = asObject(json.Config) ?? {};
  return {
    root: { path: asString(asObject(asObject(json.GraphDriver)?.Data)?.MergedDir) ?? '' },
    mounts: asArray(json.Mounts).flatMap((value) => {
      const mount = asObject(value);
      if (!mount) return [];
      const given = asArray(mount.Options).filter((o) => typeof o === 'string');
      const propagation = asString(mount.Propagation);
      const options = [...given, 'rbind', ...(mount.RW === false ? ['ro'] : []), ...(propagation ? [propagation] : [])];
      return [
        {
          source: mount.Source,
          destination: mount.Destination,
          type: mount.Type === 'tmpfs' ? 'tmpfs' : 'bind',
          options,
        },
      ];
    }),
    linux: { cgroupsPath: asString(asObject(json.State)?.CgroupPath) ?? '' },
    annotations: {
      ...asObject(config.Annotations),
      'io.kubernetes.container.name': (asString(json.Name) ?? '').replace(/^\//, ''),
      'io.kubernetes.cri.image-name': asString(json.ImageName) ?? '',
    },
  };
}
