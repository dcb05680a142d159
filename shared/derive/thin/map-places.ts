import { isAbsent, present } from '#shared/base/absent.ts';
import type { MapBacking, MapDisk } from '#shared/derive/device-map.ts';
import { byteText } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { ThinIndex } from '#shared/model/thin/thin-index.ts';
import type { ThinPool } from '#shared/model/thin.ts';

/** Deeper than any real stack: sysfs of a damaged archive may go in circles. */
const mostDeep = 16;

/** What a pool stands on directly: its data and its metadata device, and external origins of its devices. */
export function backingOf(
  index: ThinIndex,
  pool: ThinPool,
  origins: ReadonlyMap<string, string>,
): readonly MapBacking[] {
  const table = present(pool.table);
  const under: readonly (readonly [MapBacking['role'], string, string | null])[] = [
    ...(table ? [['data', table.dataDevice, null] as const, ['metadata', table.metadataDevice, null] as const] : []),
    ...[...origins].map(([device, row]) => ['external-origin', device, row] as const),
  ];
  return under.map(([role, device, originOf]) => brick(index, pool, role, device, originOf));
}

function brick(
  index: ThinIndex,
  pool: ThinPool,
  role: MapBacking['role'],
  device: string,
  originOf: string | null,
): MapBacking {
  const block = index.host.blocks.get(device);
  const loop = index.loop.get(device);
  const targets = index.targetsOf.get(device) ?? [];
  const base = {
    key: `backing:${pool.device}:${role}:${device}`,
    role,
    device,
    originOf,
    disk: placeOfDevice(index, device).disk,
    size: block && !isAbsent(block.sizeSectors) ? byteText(block.sizeSectors * 512) : '',
    fault: false,
  };
  if (loop) {
    const file = loop.backingFile.split('/').at(-1) ?? '';
    const readOnly = block && present(block.readOnly) === true ? `, ${say(msg('devmap.pool.read-only'))}` : '';
    return { ...base, shape: 'loop', title: loop.kernelName, aside: `${file}${readOnly}` };
  }
  const title = block ? volumeName(block) : device;
  if (targets.some((t) => t.target === 'error')) {
    return { ...base, shape: 'error', title, aside: say(msg('devmap.error-target')), fault: true };
  }
  if (!block) return { ...base, shape: 'unknown', title: device, aside: say(msg('devmap.not-read')) };
  if (block.dmName !== null) return { ...base, shape: 'volume', title, aside: '' };
  return { ...base, shape: block.partitionOf === null ? 'disk' : 'partition', title, aside: '' };
}

/** `vg_docker-thinpool_tdata` of LVM is `thinpool_tdata` in its group; LVM doubles every dash of a name. */
function volumeName(block: BlockDevice): string {
  const name = block.dmName ?? block.kernelName;
  const parts = block.dmUuid?.startsWith('LVM-') ? /^((?:[^-]|--)+)-((?:[^-]|--)+.*)$/.exec(name) : null;
  return parts ? parts[2]!.replaceAll('--', '-') : name;
}

export interface Place {
  /** Kernel name of the disk; empty: not known. */
  readonly disk: string;
  /** On the way down: `ext4 /`, `VG vg_docker`, the partition. */
  readonly via: readonly string[];
}

/** Walks down from a pool's data device to its disk: loop to the filesystem its file is on, dm to what it is made of. */
export const placeOf = (index: ThinIndex, pool: ThinPool): Place =>
  placeOfDevice(index, present(pool.table)?.dataDevice ?? lowerOf(index, pool.device));

function placeOfDevice(index: ThinIndex, start: string | null): Place {
  const via: string[] = [];
  let device = start;
  for (let deep = 0; device !== null && deep < mostDeep; deep++) {
    const loop = index.loop.get(device);
    if (loop) {
      const on: string | null = present(loop.backingDevice);
      const mount = on === null ? undefined : filesystemOn(index, on);
      if (mount) via.push(`${mount.shape.fsType} ${mount.shape.mountPoint}`);
      device = on;
      continue;
    }
    const block = index.host.blocks.get(device);
    if (!block) return { disk: '', via };
    const group = groupOf(block);
    if (group !== null) via.push(say(msg('devmap.volume-group', { name: group })));
    if (block.partitionOf !== null) {
      const size = isAbsent(block.sizeSectors) ? '' : byteText(block.sizeSectors * 512);
      via.push(say(msg('devmap.partition', { name: block.kernelName, size })).trimEnd());
      return { disk: block.partitionOf, via };
    }
    const lower = lowerOf(index, device);
    if (lower === null) return { disk: block.dmName === null ? block.kernelName : '', via };
    device = lower;
  }
  return { disk: '', via };
}

/** The shortest mount point of a filesystem: where it is at home, not one of its binds. */
function filesystemOn(index: ThinIndex, device: string) {
  const mounts = index.host.mountsByDevice.get(device) ?? [];
  return mounts
    .filter((m) => m.shape.root === '/')
    .reduce<(typeof mounts)[number] | undefined>(
      (best, m) => (best && best.shape.mountPoint.length <= m.shape.mountPoint.length ? best : m),
      undefined,
    );
}

const groupOf = (block: BlockDevice): string | null => {
  const parts = block.dmUuid?.startsWith('LVM-') ? /^((?:[^-]|--)+)-/.exec(block.dmName ?? '') : null;
  return parts ? parts[1]!.replaceAll('--', '-') : null;
};

function lowerOf(index: ThinIndex, device: string): string | null {
  const [target] = index.targetsOf.get(device) ?? [];
  const below = target?.target === 'thin-pool' ? target.below[1] : target?.below[0];
  if (below !== undefined) return below;
  const block = index.host.blocks.get(device);
  const slave = block?.slaves[0];
  return slave === undefined ? null : (index.host.blocksByName.get(slave)?.device ?? null);
}

/** The box of a disk: its size, and what on it the pools stand on. */
export function diskBox(index: ThinIndex, name: string, via: readonly string[], pools: readonly string[]): MapDisk {
  const block = index.host.blocksByName.get(name);
  if (name === '' || !block) {
    const title = name === '' ? say(msg('devmap.no-disk')) : name;
    return { key: `disk:${name}`, title, device: null, lines: [...new Set(via)], pools };
  }
  const size = isAbsent(block.sizeSectors) ? [] : [byteText(block.sizeSectors * 512)];
  return { key: `disk:${name}`, title: name, device: block.device, lines: [...size, ...new Set(via)], pools };
}
