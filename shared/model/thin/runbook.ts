import { isAbsent, present } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container } from '#shared/model/container.ts';
import type { DockerDevice } from '#shared/model/docker-storage.ts';
import { dockerHost } from '#shared/model/holders/docker-host.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { isUnsafeToPrint, shell } from '#shared/model/shell-quote.ts';
import type { RemedyStep } from '#shared/model/subject.ts';
import {
  activeOf,
  containerOfDockerDevice,
  dockerDevicesOf,
  poolOf,
  rootOfDockerDevice,
} from '#shared/model/thin/thin-links.ts';
import type { ThinDevice, ThinPool } from '#shared/model/thin.ts';

/**
 * Incident I-2: the root filesystem of one container is full, so it cannot start. Activates its thin device under docker's own
 * name, moves the largest file that the container wrote aside, and gives the device back. Every line is made from the captured
 * device; where the chain container, layer, metadata, pool is not proven, there is one step that says why and no command.
 */
export function repairRunbook(model: HostModel, thin: ThinDevice): readonly RemedyStep[] {
  const facts = repairFacts(model, thin);
  if ('refused' in facts) return [refusal(facts.refused)];
  const { id, pool, name, sectors, container, filesystem, createdAt } = facts;
  const node = `/dev/mapper/${name}`;
  const at = `/mnt/undermount-${container.id.slice(0, 12)}`;
  const aside = `/var/lib/undermount-${container.id.slice(0, 12)}`;
  const docker = dockerCommand(model, container);
  const written = `${new Date(createdAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  const alike = `: [0-9]+ [0-9]+ thin ${pool.device} ${id}( |$)`;
  const table = `0 ${sectors} thin ${poolPath(pool)} ${id}`;
  const params = { container: container.name, id, pool: pool.dmName };
  return wholeOrNothing([
    step(msg('runbook.repair.stopped', params), docker(shell`inspect -f ${'{{.State.Status}}'} ${container.id}`)),
    step(msg('runbook.repair.inactive', params), shell`! dmsetup table --target thin | grep -E ${alike}`),
    step(msg('runbook.repair.activate', { ...params, name }), shell`dmsetup create ${name} --table ${table}`),
    step(
      msg('runbook.repair.mount', { filesystem }),
      filesystem === 'xfs'
        ? shell`mkdir -p -m 700 ${at} && mount -o nouuid,nosuid,nodev ${node} ${at}`
        : shell`mkdir -p -m 700 ${at} && mount -o nosuid,nodev ${node} ${at}`,
    ),
    step(
      msg('runbook.repair.look', params),
      shell`df -k ${at}; df -i ${at}; find ${`${at}/rootfs`} -xdev -type f -newerct ${written} -printf ${'%s %p\\n'} | sort -n | tail -n 20`,
    ),
    step(
      msg('runbook.repair.free', { ...params, aside }),
      shell`mkdir -p -m 700 ${aside} && find ${`${at}/rootfs`} -xdev -type f -size +64k -newerct ${written} -printf ${'%s\\t%p\\0'} | sort -zrn | sed -zn ${'1s/^[0-9]*\\t//p'} | xargs -0r mv -n -t ${aside} --`,
    ),
    step(msg('runbook.repair.umount'), shell`umount ${at} && rmdir ${at}`),
    step(msg('runbook.repair.deactivate', { ...params, name }), shell`dmsetup remove ${name}`),
    step(msg('runbook.repair.start', params), docker(shell`start ${container.id}`)),
    step(msg('runbook.repair.after', { aside }), null),
  ]);
}

interface RepairFacts {
  readonly id: number;
  readonly pool: ThinPool;
  readonly name: string;
  readonly sectors: number;
  readonly container: Container;
  readonly filesystem: string;
  readonly createdAt: number;
}

type Refused = { readonly refused: Message };

function repairFacts(model: HostModel, thin: ThinDevice): RepairFacts | Refused {
  const pool = poolOf(model, thin);
  const id = present(thin.id);
  const size = present(thin.size);
  if (!pool || id === null || size === null) return refuse('unknown', { device: thin.key });
  const written = dockerDevicesOf(model, thin);
  const [device] = written;
  if (!device || written.length > 1) return refuse('books', { id, count: written.length });
  const container = containerOfDockerDevice(model, device);
  if (!container || device.hash !== present(container.mountId)) return refuse('container', { id });
  if (container.state === 'running' || container.state === 'paused' || container.state === 'restarting')
    return refuse('running', { container: container.name });
  const [active] = activeOf(thin);
  if (isAbsent(thin.active)) return refuse('unread', { because: thin.active.because });
  if (active) return refuse('active', { id, name: active.dmName });
  const name = dmNameOf(model, device);
  if (name === null) return refuse('prefix', { root: device.engineRoot });
  const sick = sicknessOf(pool);
  if (sick !== null) return refuse('pool', { pool: pool.dmName, state: sick });
  const filesystem = present(rootOfDockerDevice(model, device)?.baseDeviceFilesystem ?? null);
  const createdAt = present(container.createdAt ?? null);
  if (filesystem === null || createdAt === null) return refuse('unknown', { device: thin.key });
  if ([name, pool.dmName, container.id].some(isUnsafeToPrint)) return refuse('name', {});
  return { id, pool, name, sectors: size, container, filesystem, createdAt };
}

/** A name to activate it under is proven only where devices of this root carry the prefix, or the folder has that inode. */
function dmNameOf(model: HostModel, device: DockerDevice): string | null {
  const root = rootOfDockerDevice(model, device);
  const name = present(device.dmName);
  if (!root || name === null) return null;
  const moved = !isAbsent(root.prefix) && !isAbsent(root.prefixInUse) && root.prefix !== root.prefixInUse;
  return moved || !/^[A-Za-z0-9#+.:=@_-]+$/.test(name) ? null : name;
}

/**
 * A thin device that no owner knows is deleted for good. The command looks into docker's metadata once more, since an engine may
 * have taken the id since the capture; what is active is taken away first, and only while nobody has it open.
 */
export function orphanRunbook(model: HostModel, thin: ThinDevice): readonly RemedyStep[] {
  const pool = poolOf(model, thin);
  const id = present(thin.id);
  if (!pool || id === null) return [refusal(refuse('unknown', { device: thin.key }).refused)];
  const refused = orphanRefused(thin, pool, id);
  if (refused) return [refusal(refused.refused)];
  const params = { id, pool: pool.dmName };
  const roots = model.devicemapperRoots.filter((r) => present(r.pool) === pool.device).map((r) => r.engineRoot);
  const message = shell`dmsetup message ${pool.dmName} 0 ${`delete ${id}`}`;
  return wholeOrNothing([
    step(msg('runbook.orphan.think', params), null),
    ...activeOf(thin).flatMap(({ dmName }) => [
      step(msg('runbook.orphan.open', { name: dmName }), shell`dmsetup info -c --noheadings -o open ${dmName}`),
      step(msg('runbook.orphan.deactivate', { name: dmName }), shell`dmsetup remove ${dmName}`),
    ]),
    step(msg('runbook.orphan.delete', params), guarded(message, id, roots)),
    step(msg('runbook.orphan.look', params), shell`dmsetup status --noflush ${pool.dmName}`),
  ]);
}

function orphanRefused(thin: ThinDevice, pool: ThinPool, id: number): Refused | null {
  const known = thin.knownFrom.find((k) => k.from !== 'table' && k.from !== 'pool-metadata');
  if (known) return refuse('known', { id, from: known.from });
  if (isAbsent(thin.active)) return refuse('unread', { because: thin.active.because });
  // Only of docker's and LVM's pools are the books read whole; of a pool without an owner there are none.
  if (isAbsent(pool.owner) || pool.owner.kind === 'nobody') return refuse('owner', { pool: pool.dmName });
  if ([pool.owner, ...pool.otherOwners].some((o) => o.kind === 'containerd'))
    return refuse('owner', { pool: pool.dmName });
  const open = thin.active.find((a) => a.open !== 0);
  if (open) return refuse('open', { name: open.dmName, open: isAbsent(open.open) ? '?' : open.open });
  const sick = sicknessOf(pool);
  if (sick !== null) return refuse('pool', { pool: pool.dmName, state: sick });
  return [pool.dmName, ...thin.active.map((a) => a.dmName)].some(isUnsafeToPrint) ? refuse('name', {}) : null;
}

/** Only when the books were read whole and hold no such id (1 of grep's exit codes) is anything deleted. */
function guarded(message: string | null, id: number, roots: readonly string[]): string | null {
  const folders = roots.map((root) => shell`${`${root}/devicemapper/metadata`}`);
  if (message === null || folders.includes(null)) return null;
  if (folders.length === 0) return message;
  const pattern = shell`${`"device_id":${id}[,}]`}`;
  return `grep -rE ${pattern} ${folders.join(' ')}; [ "$?" -eq 1 ] && ${message}`;
}

/** What keeps a pool from taking a change; null: nothing that is known. */
function sicknessOf({ status }: ThinPool): string | null {
  if (isAbsent(status)) return status.because;
  if (status.state !== 'active') return status.state;
  if (status.mode !== 'rw') return status.mode;
  return status.needsCheck === true ? 'needs_check' : null;
}

/** /dev/mapper has other names for what libdm escapes there; the numbers name it too. */
const poolPath = ({ dmName, device }: ThinPool) =>
  /^[A-Za-z0-9#+.:=@_-]+$/.test(dmName) ? `/dev/mapper/${dmName}` : device;

function dockerCommand(model: HostModel, container: Container): (rest: string | null) => string | null {
  const socket = dockerHost(indexOf(model), container);
  const prefix = socket === null ? 'docker' : shell`docker -H ${socket}`;
  return (rest) => (rest === null || prefix === null ? null : `${prefix} ${rest}`);
}

const step = (say: Message, command: string | null): RemedyStep => ({ say, command, runIn: 'host' });
const refusal = (reason: Message): RemedyStep => step(reason, null);

type Reason =
  | 'unknown'
  | 'books'
  | 'container'
  | 'running'
  | 'unread'
  | 'active'
  | 'prefix'
  | 'pool'
  | 'name'
  | 'known'
  | 'owner'
  | 'open';
const refuse = (reason: Reason, params: Message['params']): Refused => ({
  refused: { key: `runbook.refused.${reason}`, params },
});

/** Half a runbook is a trap: where one command cannot be printed, none is. */
function wholeOrNothing(steps: readonly RemedyStep[]): readonly RemedyStep[] {
  const spoken = new Set(['runbook.repair.after', 'runbook.orphan.think']);
  return steps.every((s) => s.command !== null || spoken.has(s.say.key))
    ? steps
    : [refusal(refuse('name', {}).refused)];
}
