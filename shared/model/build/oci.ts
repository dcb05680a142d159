import type { Absent } from '#shared/base/absent.ts';
import { notApplicable, unreadable } from '#shared/base/absent.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { folderOf, type OciContainer } from '#shared/model/build/oci-configs.ts';
import type { Shim } from '#shared/model/build/shims.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { Process } from '#shared/model/process.ts';
import { parseContainersJson, type StorageContainer } from '#shared/parsers/containers-json.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import type { OciMount } from '#shared/parsers/oci-config.ts';

/** Containers that are not docker's: containerd's own and the CRI's, podman's, cri-o's. */
export function buildOciContainers(
  evidence: Evidence,
  oci: readonly OciContainer[],
  processes: readonly Process[],
  shims: readonly Shim[],
): readonly Container[] {
  const index = firstBy(evidence.rows('podman-containers/index', parseContainersJson), (row) => row.id);
  const pids = new Map(
    evidence.rows('containerd-containers/pids', parseFileLines).map((f) => [folderOf(f.path), f.text.trim()]),
  );
  const served = new Set(shims.map((s) => s.containerId));
  const running = new Set(processes.map((p) => p.pid));
  const firstIn = firstBy(
    processes.filter((p) => p.containerId !== null),
    (p) => p.containerId!,
  );
  const fromConfig = oci
    .filter((c) => !(c.runtime === 'containerd' && c.runtimeNamespace === 'moby'))
    .map((c): Container => {
      const recorded = Number(pids.get(c.folder) ?? Number.NaN);
      const pid = running.has(recorded) ? recorded : (firstIn.get(c.id)?.pid ?? null);
      return ociContainer(c, index.get(c.id), pid, stateOf(pid !== null, served.has(c.id), processes.length > 0));
    });
  const known = new Set(oci.map((c) => c.id));
  const onlyIndexed = [...index.values()].filter((row) => !known.has(row.id)).map(storageOnly);
  return [...fromConfig, ...onlyIndexed];
}

const stateOf = (hasProcess: boolean, hasShim: boolean, sawProcesses: boolean): Container['state'] =>
  hasProcess ? 'running' : !sawProcesses ? 'unknown' : hasShim ? 'created' : 'exited';

function ociContainer(
  c: OciContainer,
  indexed: StorageContainer | undefined,
  pid: number | null,
  state: Container['state'],
): Container {
  const { annotations, mounts } = c.config;
  const note = (...keys: readonly string[]) =>
    keys.map((k) => annotations[k]).find((v) => v !== undefined && v !== '') ?? null;
  const name = note(
    'io.kubernetes.cri.container-name',
    'io.kubernetes.cri-o.ContainerName',
    'io.kubernetes.container.name',
  );
  const type = note('io.kubernetes.cri.container-type', 'io.kubernetes.cri-o.ContainerType');
  const sandbox = note('io.kubernetes.cri.sandbox-name', 'io.kubernetes.pod.name');
  return {
    id: c.id,
    name: (type === 'sandbox' ? sandbox : name) ?? indexed?.containerName ?? indexed?.names[0] ?? shortName(c.id),
    runtime: c.runtime,
    runtimeNamespace: c.runtimeNamespace,
    engineRoot: c.engineRoot,
    state,
    stateText: pid === null ? 'no process' : `pid ${pid}`,
    finishedAt: pid === null ? unreadable('the engine keeps it in its database') : notApplicable('it is running'),
    pid,
    image:
      note('io.kubernetes.cri.image-name', 'io.kubernetes.cri-o.ImageName') ??
      indexed?.image ??
      unreadable('config.json names no image'),
    podUid: note('io.kubernetes.cri.sandbox-uid', 'io.kubernetes.pod.uid'),
    isSandbox: type === 'sandbox',
    volumes: mounts.flatMap((m) => volumeOf(m, c.folder)),
    rootfsPropagation: c.config.rootfsPropagation,
    netnsPath: c.config.netnsPath || notApplicable('it joins no network namespace by path'),
    mountId: indexed?.layer || notApplicable('a containerd snapshot has its key in the database'),
    thinDeviceId: notApplicable('no thin device of docker'),
    dmName: notApplicable('no thin device of docker'),
    storageDriver: unreadable('config.json names no snapshotter'),
    rootfsPath: c.config.rootPath.startsWith('/') ? c.config.rootPath : `${c.folder}/${c.config.rootPath || 'rootfs'}`,
    shmPath: shmOf(mounts),
    source: { evidence: c.evidence, line: c.config.line },
  };
}

const shortName = (id: string) => (/^[0-9a-f]{64}$/.test(id) ? id.slice(0, 12) : id);

function storageOnly(row: StorageContainer): Container {
  const absent = unreadable('only the storage index names it');
  return {
    id: row.id,
    name: row.containerName ?? row.names[0] ?? shortName(row.id),
    runtime: row.podId === null ? 'podman' : 'cri-o',
    runtimeNamespace: null,
    engineRoot: row.path.replace(/\/overlay-containers\/containers\.json$/, ''),
    state: 'unknown',
    stateText: 'only the storage index names it',
    finishedAt: absent,
    pid: null,
    image: row.image ?? absent,
    podUid: null,
    isSandbox: false,
    volumes: absent,
    rootfsPropagation: absent,
    mountId: row.layer || absent,
    thinDeviceId: notApplicable('no thin device of docker'),
    dmName: notApplicable('no thin device of docker'),
    storageDriver: 'overlay',
    rootfsPath: absent,
    shmPath: absent,
    source: { evidence: 'podman-containers/index', line: row.line },
  };
}

/** What the engine itself gives every container; the rest are volumes. */
const enginesOwn = new Set([
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/dev/shm',
  '/run/.containerenv',
  '/run/secrets',
]);

function volumeOf(mount: OciMount, folder: string): Volume[] {
  const isBind = mount.type === 'bind' || mount.options.includes('bind') || mount.options.includes('rbind');
  if (!isBind || enginesOwn.has(mount.destination) || mount.source.startsWith(`${folder}/`)) return [];
  return [
    {
      source: mount.source,
      destination: mount.destination,
      propagation: mount.options.findLast((o) => /^r?(shared|slave|private|unbindable)$/.test(o)) ?? '',
      readOnly: mount.options.includes('ro'),
      kind: 'bind',
    },
  ];
}

function shmOf(mounts: readonly OciMount[]): string | Absent {
  const shm = mounts.find((m) => m.destination === '/dev/shm' && m.source.startsWith('/'));
  return shm?.source ?? notApplicable('its shm is mounted inside it');
}
