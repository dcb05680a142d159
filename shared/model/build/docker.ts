import type { Absent } from '#shared/base/absent.ts';
import { notApplicable, notCollected, unreadable } from '#shared/base/absent.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import { dmPrefixes, dmPrefixOfFolder } from '#shared/model/build/docker-prefix.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import type { Container, Volume } from '#shared/model/container.ts';
import { firstBy } from '#shared/model/group-by.ts';
import { type DockerConfig, type DockerMountPoint, parseDockerConfig } from '#shared/parsers/docker-config.ts';
import { type DockerDevice, parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseFolderInodes } from '#shared/parsers/folder-inodes.ts';

/** Containers of every dockerd on the host, from the files below each data root. */
export function buildDockerContainers(evidence: Evidence, blocks: readonly BlockDevice[]): readonly Container[] {
  const mountIds = layerFiles(evidence, 'mount-id');
  const initIds = layerFiles(evidence, 'init-id');
  const parents = layerFiles(evidence, 'parent');
  const devices = evidence.rows('docker-device-metadata', parseDockerDevices);
  const deviceByHash = firstBy(devices, (d) => `${d.engineRoot}\0${d.hash}`);
  const folders = evidence
    .rows('docker-device-metadata/roots', parseFolderInodes)
    .map((f) => [f.path.replace(/\/devicemapper$/, ''), dmPrefixOfFolder(f)] as const);
  const prefixes = new Map([...folders, ...dmPrefixes(devices, blocks)]);
  return evidence.rows('docker-containers/config', parseDockerConfig).map((config) => {
    const engineRoot = config.path.replace(/\/containers\/[^/]+\/config\.v2\.json$/, '');
    const key = `${engineRoot}\0${config.id}`;
    const mountId = mountIds.get(key) ?? null;
    const layer: Layer = { mountId, initId: initIds.get(key) ?? null, parent: parents.get(key) ?? null };
    const device = mountId === null ? undefined : deviceByHash.get(`${engineRoot}\0${mountId}`);
    return dockerContainer(evidence, config, engineRoot, layer, device, prefixes.get(engineRoot) ?? null, blocks);
  });
}

function dockerContainer(
  evidence: Evidence,
  config: DockerConfig,
  engineRoot: string,
  { mountId, initId, parent }: Layer,
  device: DockerDevice | undefined,
  prefix: string | null,
  blocks: readonly BlockDevice[],
): Container {
  const noLayer = evidence.has('docker-containers/layers')
    ? unreadable('the layer database has no entry for it')
    : notCollected('docker-containers/layers');
  const isDevicemapper = config.driver === 'devicemapper';
  const otherDriver = notApplicable(`storage driver ${config.driver ?? 'unknown'}`);
  return {
    id: config.id,
    name: config.name || config.id.slice(0, 12),
    runtime: 'docker',
    runtimeNamespace: null,
    engineRoot,
    state: stateOf(config),
    stateText: stateText(config),
    createdAt: createdAt(config),
    startedAt: startedAt(config),
    finishedAt: timeOf(config),
    pid: config.pid > 0 ? config.pid : null,
    image: config.image ?? unreadable('config.v2.json names no image'),
    imageId: config.imageId ?? unreadable('config.v2.json names no image id'),
    layerParent: mountId === null ? noLayer : parent,
    initId: initId ?? noLayer,
    podUid: config.labels['io.kubernetes.pod.uid'] ?? null,
    isSandbox: config.labels['io.kubernetes.docker.type'] === 'podsandbox',
    volumes: config.mountPoints.map(volumeOf),
    rootfsPropagation: notCollected('containerd-containers/config'),
    mountId: mountId ?? noLayer,
    thinDeviceId: isDevicemapper ? (device?.deviceId ?? evidence.absence('docker-device-metadata')) : otherDriver,
    deviceDeleted: isDevicemapper ? (device?.deleted ?? evidence.absence('docker-device-metadata')) : otherDriver,
    netnsPath: config.sandboxKey || notApplicable('it has no network namespace of its own'),
    dmName: isDevicemapper ? dmNameOf(mountId, prefix, blocks, noLayer) : otherDriver,
    storageDriver: config.driver ?? unreadable('config.v2.json names no driver'),
    rootfsPath: mountId === null ? noLayer : rootfsPath(engineRoot, config.driver, mountId),
    shmPath: config.shmPath || notApplicable('it has no shm folder of its own on the host'),
    source: { evidence: 'docker-containers/config', line: config.line },
  };
}

/** docker's own order, `State.StateString` in container/state.go, with removal before death as `docker ps` shows it. */
function stateOf(config: DockerConfig): Container['state'] {
  if (config.running) return config.paused ? 'paused' : config.restarting ? 'restarting' : 'running';
  if (config.removalInProgress) return 'removing';
  if (config.dead) return 'dead';
  return config.startedAt === null ? 'created' : 'exited';
}

const stateText = (c: DockerConfig) =>
  [
    `Running=${c.running}`,
    ...(c.paused ? ['Paused=true'] : []),
    ...(c.restarting ? ['Restarting=true'] : []),
    `Dead=${c.dead}`,
    `RemovalInProgress=${c.removalInProgress}`,
  ].join(' ');

function createdAt({ createdAt: text }: DockerConfig): number | Absent {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? unreadable('config.v2.json has no time of creation') : at;
}

function startedAt({ startedAt: text }: DockerConfig): number | Absent {
  if (text === null) return notApplicable('it has not run');
  const at = Date.parse(text);
  return Number.isNaN(at) ? { absent: 'unparsable', because: text } : at;
}

function timeOf(config: DockerConfig): number | Absent {
  if (config.running) return notApplicable('it is running');
  if (config.finishedAt === null) return notApplicable('it has not run');
  const at = Date.parse(config.finishedAt);
  return Number.isNaN(at) ? { absent: 'unparsable', because: config.finishedAt } : at;
}

const volumeOf = (m: DockerMountPoint): Volume => ({
  source: m.source,
  destination: m.destination,
  propagation: m.propagation,
  readOnly: !m.readWrite,
  kind: m.type === 'bind' || m.type === 'volume' || m.type === 'tmpfs' ? m.type : m.name === '' ? 'bind' : 'volume',
});

function rootfsPath(engineRoot: string, driver: string | null, mountId: string): string | Absent {
  if (driver === 'devicemapper') return `${engineRoot}/devicemapper/mnt/${mountId}`;
  if (driver === 'overlay2' || driver === 'overlay') return `${engineRoot}/${driver}/${mountId}/merged`;
  if (driver === 'aufs') return `${engineRoot}/aufs/mnt/${mountId}`;
  return notApplicable(`storage driver ${driver ?? 'unknown'}`);
}

interface Layer {
  readonly mountId: string | null;
  readonly initId: string | null;
  readonly parent: string | null;
}

/** `<root>/image/<driver>/layerdb/mounts/<container id>/<file>`. Key: root NUL container id. */
function layerFiles(evidence: Evidence, file: 'mount-id' | 'init-id' | 'parent'): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { path, text } of evidence.rows('docker-containers/layers', parseFileLines)) {
    const match = /^(.*)\/image\/[^/]+\/layerdb\/mounts\/([^/]+)\/([^/]+)$/s.exec(path);
    if (match?.[3] === file && text.trim() !== '') ids.set(`${match[1]}\0${match[2]}`, text.trim());
  }
  return ids;
}

function dmNameOf(
  mountId: string | null,
  prefix: string | null,
  blocks: readonly BlockDevice[],
  noLayer: Absent,
): string | Absent {
  if (mountId === null) return noLayer;
  const active = blocks.find((b) => b.dmName?.endsWith(`-${mountId}`))?.dmName;
  if (active) return active;
  return prefix === null
    ? unreadable('no device of this data root is active, so its prefix is not known')
    : `${prefix}-${mountId}`;
}
