import { type Absent, isAbsent, notApplicable } from '#shared/base/absent.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { Mount } from '#shared/model/mount.ts';
import type { MountRows } from '#shared/model/mount-rows.ts';
import type { Reference } from '#shared/model/process.ts';
import { parseDevices } from '#shared/parsers/devices.ts';
import { parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseLinks } from '#shared/parsers/links.ts';
import { parseMappedFiles } from '#shared/parsers/mapped-files.ts';

/** Which mounts exist, for telling a detached one. */
export interface KnownMounts {
  /** Those that some descriptor names, by mount id; of a million mounts nobody asks for the others. */
  readonly byId: ReadonlyMap<number, Mount>;
  readonly devices: ReadonlySet<string>;
  /** Every namespace's table was read whole: a mount that is in none of them is detached. */
  readonly complete: boolean;
}

export function knownMounts(evidence: Evidence, mounts: MountRows, complete: boolean): KnownMounts {
  const wanted = new Set<number>();
  for (const id of ['descriptors/fdinfo', 'descriptors/fdinfo@2']) {
    for (const { mountId } of fdinfos(evidence, id).values()) if (mountId !== null) wanted.add(mountId);
  }
  const byId = new Map(mounts.withIds(wanted).map((m) => [m.mountId, m]));
  const devices = new Set([...mounts.shapes()].map((shape) => shape.device));
  return { byId, devices, complete };
}

const openPath = 0o10000000;

/** cwd, root, exe, open files and mapped files, each with the filesystem it is on. `sample` is empty or `@2`. */
export function buildReferences(evidence: Evidence, known: KnownMounts, sample: '' | '@2' = ''): readonly Reference[] {
  return [
    ...rootReferences(evidence, known, sample),
    ...descriptorReferences(evidence, known, sample),
    ...(sample === '' ? mapReferences(evidence, known) : []),
  ];
}

function rootReferences(evidence: Evidence, known: KnownMounts, sample: string): Reference[] {
  const id = `process-roots/links${sample}`;
  const devices = firstBy(evidence.rows(`process-roots/devices${sample}`, parseDevices), (row) => row.path);
  const absent = evidence.absence(`process-roots/devices${sample}`);
  return evidence.rows(id, parseLinks).flatMap(({ line, path, target }): Reference[] => {
    const where = /^\/proc\/(\d+)\/(root|cwd|exe)$/.exec(path);
    if (!where) return [];
    const device = devices.get(path)?.device ?? absent;
    return [
      {
        via: where[2] as 'root' | 'cwd' | 'exe',
        pid: Number(where[1]),
        fd: null,
        target,
        device,
        blockNode: null,
        mountId: null,
        detached: detachedByDevice(device, known),
        onMountRoot: false,
        source: { evidence: id, line },
      },
    ];
  });
}

function descriptorReferences(evidence: Evidence, known: KnownMounts, sample: string): Reference[] {
  const id = `descriptors/links${sample}`;
  const devices = firstBy(evidence.rows(`descriptors/devices${sample}`, parseDevices), (row) => row.path);
  const infos = fdinfos(evidence, `descriptors/fdinfo${sample}`);
  const absent = evidence.absence(`descriptors/devices${sample}`);
  return evidence.rows(id, parseLinks).flatMap(({ line, path, target }): Reference[] => {
    const where = /^\/proc\/(\d+)\/fd\/(\d+)$/.exec(path);
    if (where && target.startsWith('net:['))
      return [networkNamespace(Number(where[1]), Number(where[2]), target, { evidence: id, line })];
    if (!where || !target.startsWith('/')) return [];
    const info = infos.get(`${where[1]}/${where[2]}`);
    const mountId = info?.mountId ?? null;
    const mount = mountId === null ? undefined : known.byId.get(mountId);
    const row = devices.get(path);
    const detached = isKernelInternal(target)
      ? false
      : mountId === null
        ? detachedByDevice(row?.device ?? absent, known)
        : detachedById(mountId, known);
    return [
      {
        via: 'fd',
        pid: Number(where[1]),
        fd: Number(where[2]),
        target,
        device: superblockDevice(row?.device, mount) ?? absent,
        blockNode: row?.blockNode ?? null,
        mountId,
        detached,
        onMountRoot: target === '/' && detached !== false && ((info?.flags ?? openPath) & openPath) !== 0,
        source: { evidence: id, line },
      },
    ];
  });
}

/** A descriptor on a network namespace: on no filesystem that anybody mounts, but it keeps that namespace. */
const networkNamespace = (pid: number, fd: number, target: string, source: SourceRef): Reference => ({
  via: 'fd',
  pid,
  fd,
  target,
  device: notApplicable('a namespace is on no block device'),
  blockNode: null,
  mountId: null,
  detached: false,
  onMountRoot: false,
  source,
});

/**
 * btrfs gives each subvolume an st_dev of its own and overlay may give one per layer; both are anonymous (0:N).
 * There the mount's own number is the superblock's. A real device number is what the inode says.
 */
function superblockDevice(stDev: string | undefined, mount: Mount | undefined): string | undefined {
  if (mount && mount.shape.device !== '' && (stDev === undefined || stDev.startsWith('0:'))) return mount.shape.device;
  return stDev;
}

function mapReferences(evidence: Evidence, known: KnownMounts): Reference[] {
  return evidence.rows('mapped-files', parseMappedFiles).map(({ line, pid, device, path }) => ({
    via: 'map',
    pid,
    fd: null,
    target: path,
    device,
    blockNode: null,
    mountId: null,
    detached: isKernelInternal(path) ? false : detachedByDevice(device, known),
    onMountRoot: false,
    source: { evidence: 'mapped-files', line },
  }));
}

/** `mnt_id` and `flags` by `PID/FD`. */
function fdinfos(evidence: Evidence, id: string) {
  const infos = new Map<string, { mountId: number | null; flags: number | null }>();
  for (const { path, text } of evidence.rows(id, parseFileLines)) {
    const where = /^\/proc\/(\d+)\/fdinfo\/(\d+)$/.exec(path);
    const mountId = /^mnt_id:\s*(\d+)$/m.exec(text)?.[1];
    const flags = /^flags:\s*([0-7]+)$/m.exec(text)?.[1];
    if (!where) continue;
    infos.set(`${where[1]}/${where[2]}`, {
      mountId: mountId === undefined ? null : Number(mountId),
      flags: flags === undefined ? null : Number.parseInt(flags, 8),
    });
  }
  return infos;
}

/** Files on mounts that the kernel keeps for itself and shows in no table: memfd, System V shared memory, aio rings. */
const isKernelInternal = (target: string) => /^\/(memfd:|SYSV[0-9a-f]{8}|dev\/zero \(deleted\)|\[aio\])/.test(target);

const detachedById = (mountId: number, known: KnownMounts) =>
  known.byId.has(mountId) ? false : known.complete ? true : null;

function detachedByDevice(device: string | Absent, known: KnownMounts): boolean | null {
  if (isAbsent(device) || known.devices.has(device)) return null;
  return known.complete ? true : null;
}
