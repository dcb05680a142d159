import { notApplicable, notCollected, present } from '#shared/base/absent.ts';
import { collectorIds } from '#shared/collectors/ids.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Container, Daemon } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import type { LogLine } from '#shared/model/log.ts';
import type { Mount, MountNamespace } from '#shared/model/mount.ts';
import type { Process } from '#shared/model/process.ts';
import { type DrawnThin, source, thinHost } from '#test/builders/thin-host.ts';

const now = Date.UTC(2026, 0, 2);
const hostNamespace = 4_026_531_841;
/** An agent of the host with copies of every mount that is being removed. */
const agentNamespace = 4_026_532_000;
const dmName = (hash: string) => `docker-254:0-131182-${hash}`;

/**
 * A docker host with so many thin devices, as a busy one stands: layers, containers that run in their own namespaces,
 * containers that exited, and one in a hundred that cannot be removed because an agent has a copy of its mount, with the
 * lines that docker and the kernel write about it. Constructed; every table grows with `count`.
 */
export function manyThinDevices(count: number): HostModel {
  const { model } = thinHost([
    { name: 'docker-254:0-131182-pool', minor: 4, thins: Array.from({ length: count }, (_, i) => thin(i + 1)) },
  ]);
  const containers = model.containers.map(withPaths);
  const running = containers.filter((c) => c.state === 'running');
  const removing = containers.filter((c) => c.state === 'removing');
  const exited = containers.filter((c) => c.state === 'exited');
  const gone = new Set(removing.map((c) => present(c.mountId)));
  const owner = new Map(containers.map((c) => [present(c.mountId), c]));
  return {
    ...model,
    host: { ...model.host, bootedAt: now - 86_400_000, clockTicksPerSecond: 100 },
    capture: { ...model.capture, capturedAt: now, ownNamespace: hostNamespace, uid: 0, seesEverything: true },
    containers,
    dockerDevices: model.dockerDevices.map((d) => ({ ...d, dmName: dmName(d.hash), deleted: gone.has(d.hash) })),
    thinPools: model.thinPools.map((p) => ({ ...p, deviceIds: new Set(model.thinDevices.map((t) => Number(t.id))) })),
    thinDevices: model.thinDevices.map((t) => ({
      ...t,
      active: (present(t.active) ?? []).map((a) => ({ ...a, dmName: dmName(a.dmName.slice('docker-'.length)) })),
    })),
    devicemapperRoots: [
      {
        engineRoot: '/var/lib/docker',
        prefix: 'docker-254:0-131182',
        prefixInUse: 'docker-254:0-131182',
        pool: '253:4',
        nextDeviceId: count + 1,
        baseDeviceUuid: notCollected('test'),
        baseDeviceFilesystem: 'xfs',
        transaction: notCollected('test'),
        source,
      },
    ],
    blockDevices: model.thinDevices.flatMap((t) => (present(t.active) ?? []).map((a) => block(a.device, a.dmName))),
    daemons: [
      {
        kind: 'dockerd',
        pid: 2,
        unit: 'docker.service',
        mountNamespace: hostNamespace,
        root: '/var/lib/docker',
        containerId: null,
        liveRestore: false,
        source,
      },
      ...running.map(
        (c, i): Daemon => ({
          kind: 'shim',
          pid: shimOf(i),
          unit: 'docker.service',
          mountNamespace: hostNamespace,
          root: c.id,
          containerId: c.id,
          liveRestore: notApplicable('shim'),
          source,
        }),
      ),
    ],
    processes: [
      process(1, 'systemd', hostNamespace),
      process(2, 'dockerd', hostNamespace),
      process(3, 'agent', agentNamespace),
      ...running.map((c, i) => process(pidOf(i), 'web', namespaceOf(i), c.id, netnsOf(i))),
      ...running.map((_, i) => process(shimOf(i), 'containerd-shim', hostNamespace)),
    ],
    namespaces: [
      namespace(hostNamespace, 1),
      namespace(agentNamespace, 3),
      ...running.map((_, i) => namespace(namespaceOf(i), pidOf(i))),
    ],
    mountTables: [hostNamespace, agentNamespace, ...running.map((_, i) => namespaceOf(i))].map((inode) => ({
      namespace: inode,
      evidence: `mount-table/${inode}`,
      format: 'mountinfo',
      mounts: 1,
      stable: null,
    })),
    mounts: [
      ...running.map((c, i) => mount(hostNamespace, 10 + i, deviceOf(c), String(present(c.rootfsPath)))),
      ...running.map((c, i) => mount(namespaceOf(i), 2_000_000 + i, deviceOf(c), '/')),
      ...removing.map((c, i) => mount(agentNamespace, 1_000_000 + i, deviceOf(c), String(present(c.rootfsPath)))),
    ],
    netnsFiles: running.map((_, i) => ({ path: `/run/docker/netns/${i}`, inode: netnsOf(i), source })),
    log: [
      ...removing.flatMap((c) => complaints(c)),
      ...exited
        .slice(0, Math.floor(count / 100))
        .map((c) => engineLine(`mkdir ${present(c.rootfsPath)}/rootfs/run: no space left on device`)),
    ],
    second: {
      gapMs: 12_000,
      processes: new Set(['3/300', ...running.map((_, i) => `${pidOf(i)}/${pidOf(i) * 100}`)]),
      namespaces: new Set([hostNamespace, agentNamespace, ...running.map((_, i) => namespaceOf(i))]),
      references: [],
      dmOpen: new Map(),
      dmSuspended: new Map(),
      containerStates: new Map([...owner.values()].map((c) => [c.id, c.state])),
    },
  };
}

function thin(id: number): DrawnThin {
  if (id === 1) return { id, is: 'base' };
  if (id % 40 === 0) return { id, is: 'layer' };
  if (id % 100 === 7) return { id, is: 'removing' };
  return { id, is: id % 3 === 0 ? 'exited' : 'running' };
}

/** Every collector read all of it. */
export const readWhole: readonly LedgerEntry[] = collectorIds.map((collector) => ({
  collector,
  status: 'ok',
  because: '',
  records: 1,
  bytes: 1,
  durationMs: 1,
}));

const pidOf = (i: number) => 1000 + i;
const netnsOf = (i: number) => 4_026_700_000 + i;
const shimOf = (i: number) => 100_000 + i;
const namespaceOf = (i: number) => 4_026_600_000 + i;
const deviceOf = (c: Container) => `253:${4000 + Number(c.thinDeviceId)}`;

/** Ids of 64 hexadecimal digits, so that the engine's lines name them; and where docker mounts it. */
function withPaths(c: Container, i: number): Container {
  const mountId = String(present(c.mountId));
  return {
    ...c,
    id: `c${mountId.slice(1)}`,
    dmName: dmName(mountId),
    pid: c.state === 'running' ? pidOf(i) : null,
    rootfsPath: `/var/lib/docker/devicemapper/mnt/${mountId}`,
    finishedAt: c.state === 'running' ? notApplicable('running') : now - 600_000,
  };
}

const process = (
  pid: number,
  comm: string,
  mountNamespace: number,
  containerId: string | null = null,
  netNamespace = 4_026_531_840,
): Process => ({
  pid,
  ppid: 1,
  startTicks: pid * 100,
  comm,
  state: 'S',
  commandLine: [comm],
  mountNamespace,
  netNamespace,
  cgroup: '/',
  unit: null,
  containerId,
  source,
});

const namespace = (inode: number, pid: number): MountNamespace => ({
  inode,
  heldBy: [{ by: 'process', pid, source }],
  leaderPid: pid,
});

const mount = (inNamespace: number, mountId: number, device: string, mountPoint: string): Mount => ({
  namespace: inNamespace,
  mountId,
  parentId: 1,
  shape: {
    device,
    root: '/',
    rootDeleted: false,
    mountPoint,
    mountOptions: ['rw'],
    propagation: { shared: null, master: null, propagateFrom: null, unbindable: false },
    fsType: 'xfs',
    source: '/dev/mapper/x',
    superOptions: ['rw'],
  },
  evidence: `mount-table/${inNamespace}`,
  line: 1,
});

const block = (device: string, name: string): BlockDevice => ({
  device,
  kernelName: `dm-${device.slice(4)}`,
  dmName: name,
  dmUuid: null,
  sizeSectors: 1_048_576,
  readOnly: false,
  suspended: false,
  dmOpen: 1,
  dockerDeleted: false,
  partitionOf: null,
  holders: [],
  slaves: ['dm-4'],
  source,
});

const engineLine = (text: string): LogLine => ({ log: 'engine', writer: 'dockerd', at: now - 300_000, text, source });

/** What docker writes once and the kernel every 30 s of a device that cannot be deleted. */
const complaints = (c: Container): readonly LogLine[] => [
  engineLine(`container ${c.id}: failed to remove device ${present(c.mountId)}: Device is Busy`),
  ...[5, 4, 3, 2, 1].map(
    (n): LogLine => ({
      log: 'kernel',
      writer: 'kernel',
      at: now - n * 30_000,
      text: `device-mapper: thin: Deletion of thin device ${String(present(c.thinDeviceId))} failed.`,
      source,
    }),
  ),
];
