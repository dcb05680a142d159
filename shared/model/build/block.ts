import { type Absent, isAbsent, notApplicable, unreadable } from '#shared/base/absent.ts';
import { bytes } from '#shared/base/units.ts';
import type { BlockDevice, LoopDevice, Swap } from '#shared/model/block.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { realDmName } from '#shared/model/dm-names.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { Mount } from '#shared/model/mount.ts';
import { containingMount } from '#shared/model/mount-paths.ts';
import { parseDmInfo } from '#shared/parsers/dm-info.ts';
import { readDmNames } from '#shared/parsers/dm-names.ts';
import { parseDockerDevices } from '#shared/parsers/docker-devices.ts';
import { type FileText, parseFileLines } from '#shared/parsers/file-lines.ts';
import { parseFileSizes } from '#shared/parsers/file-sizes.ts';
import { parseLosetup } from '#shared/parsers/losetup.ts';
import { parseSwaps } from '#shared/parsers/swaps.ts';

export function buildBlockDevices(evidence: Evidence): readonly BlockDevice[] {
  const dm = firstBy(evidence.rows('dm-devices', parseDmInfo), (row) => row.device);
  const dmAbsent = evidence.absence('dm-devices');
  const deletedOf = dockerDeletion(evidence);
  const files = new Map<string, Map<string, FileText>>();
  for (const file of evidence.rows('block-devices', parseFileLines)) {
    const where = /^\/sys\/block\/([^/]+)\/(.+)$/.exec(file.path);
    if (!where) continue;
    const device = files.get(where[1]!);
    if (device) device.set(where[2]!, file);
    else files.set(where[1]!, new Map([[where[2]!, file]]));
  }
  const fromSysfs = [...files].flatMap(([kernelName, facts]): BlockDevice[] => {
    const dev = facts.get('dev');
    if (!dev || !/^\d+:\d+$/.test(dev.text.trim())) return [];
    const device = dev.text.trim();
    const info = dm.get(device);
    const mangled = facts.get('dm/name')?.text;
    const name = mangled === undefined ? (info?.name ?? null) : realDmName(mangled);
    const suspended = facts.get('dm/suspended')?.text.trim();
    return [
      {
        device,
        kernelName: kernelName.replaceAll('!', '/'),
        dmName: name,
        dmUuid: facts.get('dm/uuid')?.text || null,
        sizeSectors: number(facts.get('size')?.text),
        readOnly: flag(facts.get('ro')?.text),
        suspended: suspended === undefined ? (info?.suspended ?? null) : suspended === '1',
        dmOpen: name === null ? notApplicable('no device-mapper device') : (info?.open ?? dmAbsent),
        dockerDeleted: deletedOf(name),
        partitionOf: null,
        holders: namesBelow(facts, 'holders/'),
        slaves: namesBelow(facts, 'slaves/'),
        source: { evidence: 'block-devices', line: dev.line },
      },
    ];
  });
  const partitions = [...files].flatMap(([disk, facts]) => partitionsOf(disk, facts));
  const known = new Set(fromSysfs.map((d) => d.device));
  const onlyDmsetup = [...dm.values()]
    .filter((info) => !known.has(info.device))
    .map(
      (info): BlockDevice => ({
        device: info.device,
        kernelName: `dm-${info.device.split(':')[1]}`,
        dmName: info.name,
        dmUuid: null,
        sizeSectors: evidence.absence('block-devices'),
        readOnly: evidence.absence('block-devices'),
        suspended: info.suspended,
        dmOpen: info.open,
        dockerDeleted: deletedOf(info.name),
        partitionOf: null,
        holders: [],
        slaves: [],
        source: { evidence: 'dm-devices', line: info.line },
      }),
    );
  return [...fromSysfs, ...partitions, ...onlyDmsetup, ...onlyNamed(evidence)];
}

/** Of a pasted `dmsetup table` or `status`: names, and hardly a number. */
function onlyNamed(evidence: Evidence): readonly BlockDevice[] {
  const record = evidence.records.get('dm-devices');
  if (record?.format !== 'dm-names') return [];
  const absent = evidence.absence('dm-devices');
  return readDmNames(record.body).map(({ device, name, line }) => ({
    device,
    kernelName: `mapper/${name}`,
    dmName: name,
    dmUuid: null,
    sizeSectors: absent,
    readOnly: absent,
    suspended: null,
    dmOpen: absent,
    dockerDeleted: absent,
    partitionOf: null,
    holders: [],
    slaves: [],
    source: { evidence: 'dm-devices', line },
  }));
}

/** `/sys/block/vda/vda1/{dev,size,ro}`. */
function partitionsOf(disk: string, facts: ReadonlyMap<string, FileText>): BlockDevice[] {
  return [...facts].flatMap(([path, dev]): BlockDevice[] => {
    const name = /^([^/]+)\/dev$/.exec(path)?.[1];
    const device = dev.text.trim();
    if (name === undefined || !/^\d+:\d+$/.test(device)) return [];
    return [
      {
        device,
        kernelName: name.replaceAll('!', '/'),
        dmName: null,
        dmUuid: null,
        sizeSectors: number(facts.get(`${name}/size`)?.text),
        readOnly: flag(facts.get(`${name}/ro`)?.text),
        suspended: null,
        dmOpen: notApplicable('no device-mapper device'),
        dockerDeleted: notApplicable("no layer of docker's"),
        partitionOf: disk.replaceAll('!', '/'),
        holders: [],
        slaves: [],
        source: { evidence: 'block-devices', line: dev.line },
      },
    ];
  });
}

/** docker's `deleted` by dm name, `docker-<major>:<minor>-<inode>-<hash>`. Two data roots never share a hash: it is random. */
function dockerDeletion(evidence: Evidence): (dmName: string | null) => boolean | Absent {
  const byHash = new Map(evidence.rows('docker-device-metadata', parseDockerDevices).map((d) => [d.hash, d.deleted]));
  return (dmName) => {
    const hash = /^docker-\d+:\d+-\d+-([0-9a-f]{64})$/.exec(dmName ?? '')?.[1];
    if (hash === undefined) return notApplicable("no layer of docker's");
    return byHash.get(hash) ?? evidence.absence('docker-device-metadata');
  };
}

const namesBelow = (facts: ReadonlyMap<string, FileText>, folder: string) =>
  [...facts.keys()].filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length));

const number = (text: string | undefined): number | Absent =>
  text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : unreadable('sysfs has no size');

const flag = (text: string | undefined): boolean | Absent =>
  text === undefined ? unreadable('sysfs has no ro') : text.trim() === '1';

export function buildLoopDevices(evidence: Evidence, blocks: readonly BlockDevice[]): readonly LoopDevice[] {
  const backing = firstBy(evidence.rows('loop-devices/devices', parseLosetup), (row) => row.kernelName);
  const deviceOf = new Map(blocks.map((b) => [b.kernelName, b.device]));
  const absent = evidence.absence('loop-devices/devices');
  const sizes = firstBy(evidence.rows('loop-devices/sizes', parseFileSizes), (f) => `${f.device}\0${f.path}`);
  const noSize = evidence.absence('loop-devices/sizes');
  return evidence.rows('loop-devices/files', parseFileLines).flatMap(({ line, path, text }): LoopDevice[] => {
    const kernelName = /^\/sys\/block\/([^/]+)\/loop\/backing_file$/.exec(path)?.[1];
    if (kernelName === undefined) return [];
    const backingDevice = backing.get(kernelName)?.backingDevice ?? absent;
    // A path alone may be another file: that of a detached filesystem is relative to it.
    const file = isAbsent(backingDevice) ? undefined : sizes.get(`${backingDevice}\0${text}`);
    return [
      {
        // Loop devices have major 7 (Documentation/admin-guide/devices.txt); the minor is the number in the name.
        device: deviceOf.get(kernelName) ?? `7:${kernelName.replace(/^loop/, '')}`,
        kernelName,
        backingFile: text,
        backingDevice,
        fileSize: file ? bytes(file.size) : noSize,
        fileAllocated: file ? bytes(file.allocated) : noSize,
        source: { evidence: 'loop-devices/files', line },
      },
    ];
  });
}

/** `host`: the mounts of the namespace that the swap table was read in. */
export function buildSwaps(
  evidence: Evidence,
  blocks: readonly BlockDevice[],
  host: readonly Mount[],
): readonly Swap[] {
  return evidence.rows('swaps', parseSwaps).map(({ line, path, kind }) => ({
    path,
    kind,
    device: kind === 'partition' ? partitionDevice(path, blocks) : fileDevice(path, host),
    source: { evidence: 'swaps', line },
  }));
}

function partitionDevice(path: string, blocks: readonly BlockDevice[]): string | Absent {
  const name = realDmName(path.replace(/^\/dev\/(mapper\/)?/, ''));
  const block = blocks.find((b) => b.kernelName === name || b.dmName === name);
  return block?.device ?? unreadable(`${path} is no device of this host`);
}

/**
 * The filesystem of a swap file by its path, from the collector's own namespace. The kernel prints the path of a
 * file on a detached filesystem relative to that filesystem, and it then looks like one on `/`: where `/` is all
 * that contains it and it starts as docker's layers do (`/rootfs/`), its filesystem cannot be told.
 */
function fileDevice(path: string, host: readonly Mount[]): string | Absent {
  const mount = containingMount(host, path);
  if (!mount || (mount.shape.mountPoint === '/' && path.startsWith('/rootfs/'))) {
    return unreadable('the path is relative to a detached mount');
  }
  return mount.shape.device;
}

/** Finds the device of a mount source (`/dev/mapper/<name>`, `/dev/vda1`), for tables that carry no numbers. */
export function deviceBySource(blocks: readonly BlockDevice[]): (source: string) => string {
  const byName = new Map(
    blocks.flatMap(
      (b) => [[b.kernelName, b.device], ...(b.dmName ? [[b.dmName, b.device]] : [])] as [string, string][],
    ),
  );
  return (source) =>
    source.startsWith('/dev/') ? (byName.get(realDmName(source.replace(/^\/dev\/(mapper\/)?/, ''))) ?? '') : '';
}
