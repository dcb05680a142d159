import type { EvidenceRecord } from '#shared/evidence/record.ts';
import { buildHostModel } from '#shared/model/build-host-model.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { record } from '#test/builders/records.ts';

/**
 * A host model drawn as text, for tests about mounts.
 *
 *     ns 1 pid 1
 *       /                         254:0 shared:1
 *       /var/lib/docker/x/merged  0:50 shared:2
 *     ns 2 pid 40 container log-agent
 *       /                         0:60
 *     ns 3 thread 50/51
 *     ns 4 fd 60/7
 *     ns 5
 *     cwd 40 /rootfs 253:9
 *     fd 41/3 / 253:9 mnt 77 path
 *     loop loop0 /a/disk.img 253:9
 *     block 253:9 dm-9 name docker-x open 1 slaves dm-1
 *     swap /swapfile
 *     unit x.service main 40
 *
 * Mount ids count from 1 in the order written; a mount's parent is the last mount above it in the same namespace whose path
 * contains it. Tags after the device are as in mountinfo, `nsfs:N` makes a pin of namespace N, `root:/x` sets the root field.
 * `ns 5` alone is a namespace with a table and nobody drawn in it. Everything not drawn gets a fixed, valid value.
 */
export function hostFromMounts(drawing: string, more: readonly EvidenceRecord[] = []): HostModel {
  return buildHostModel(recordsFromMounts(drawing, more)).model;
}

export function recordsFromMounts(drawing: string, more: readonly EvidenceRecord[] = []): readonly EvidenceRecord[] {
  const host = new Drawn();
  for (const raw of drawing.split('\n')) {
    const words = raw.trim().split(/\s+/);
    if (raw.trim() !== '') host.line(words);
  }
  return [...host.records(), ...more];
}

interface DrawnMount {
  readonly id: number;
  readonly point: string;
}

class Drawn {
  readonly #lines = new Map<string, string[]>([
    ['host', ['uid=0', 'cap_eff=000001ffffffffff', 'hidepid=0', 'hostname=drawn']],
  ]);
  readonly #tables = new Map<string, DrawnMount[]>();
  readonly #pids = new Set<string>();
  #namespace = '';
  #nextMount = 1;

  line(words: readonly string[]): void {
    const [what = '', ...rest] = words;
    if (what.startsWith('/')) this.#mount(what, rest);
    else if (what === 'ns') this.#startNamespace(rest);
    else if (what === 'cwd' || what === 'root' || what === 'exe') this.#root(what, rest);
    else if (what === 'fd') this.#descriptor(rest);
    else if (what === 'loop') this.#loop(rest);
    else if (what === 'block') this.#block(rest);
    else if (what === 'swap') this.#add('swaps', `${rest[0]!.replaceAll(' ', '\\040')}\tfile\t64\t0\t-2`);
    else if (what === 'unit') this.#add('units', `Id=${rest[0]}\nMainPID=${rest[2]}\n`);
    else throw new Error(`the drawing has no word "${what}"`);
  }

  records(): readonly EvidenceRecord[] {
    const always = ['processes', 'namespace-links', 'process-roots/links', 'descriptors/links'];
    for (const id of always) if (!this.#lines.has(id)) this.#lines.set(id, []);
    return [...this.#lines].map(([id, lines]) => record(id, lines.map((l) => `${l}\n`).join('')));
  }

  #startNamespace([inode = '', ...rest]: readonly string[]): void {
    this.#namespace = inode;
    this.#tables.set(inode, []);
    if (!this.#lines.has(`mount-table/${inode}`)) this.#lines.set(`mount-table/${inode}`, []);
    for (let at = 0; at < rest.length; at += 2) {
      const [what, value = ''] = rest.slice(at, at + 2);
      if (what === 'pid') this.#process(value, inode);
      else if (what === 'container') this.#container(value, rest[rest.indexOf('pid') + 1]!);
      else if (what === 'thread') {
        const [pid, tid] = value.split('/');
        this.#process(pid!, null);
        this.#add('thread-namespaces', `/proc/${pid}/task/${tid}/ns/mnt\tmnt:[${inode}]`);
      } else if (what === 'fd') {
        this.#process(value.split('/')[0]!, null);
        this.#add('descriptors/links', `/proc/${value.replace('/', '/fd/')}\tmnt:[${inode}]`);
      } else throw new Error(`a namespace has no "${what}"`);
    }
  }

  #process(pid: string, inode: string | null): void {
    if (this.#pids.has(pid)) return;
    this.#pids.add(pid);
    this.#add(
      'processes',
      `/proc/${pid}/stat:${pid} (p${pid}) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 ${Number(pid) * 10} 0`,
    );
    if (inode !== null) this.#add('namespace-links', `/proc/${pid}/ns/mnt\tmnt:[${inode}]`);
  }

  /** A running container of docker, and its process in its cgroup. Volumes come with `more`. */
  #container(name: string, pid: string): void {
    const id = containerId(name);
    this.#add('cgroups', `/proc/${pid}/cgroup:0::/system.slice/docker-${id}.scope`);
    this.#add('docker-containers/config', dockerConfigLine(name, { pid: Number(pid) }));
  }

  #mount(point: string, [device = '', ...tags]: readonly string[]): void {
    const table = this.#tables.get(this.#namespace)!;
    const parent = table.findLast((m) => point === m.point || m.point === '/' || point.startsWith(`${m.point}/`));
    const pin = tags.find((t) => t.startsWith('nsfs:'))?.slice(5);
    const root = tags.find((t) => t.startsWith('root:'))?.slice(5) ?? (pin === undefined ? '/' : `mnt:[${pin}]`);
    const fsType = pin === undefined ? (device.startsWith('0:') ? 'tmpfs' : 'xfs') : 'nsfs';
    const groups = tags.filter((t) => /^(shared|master|propagate_from|unbindable)/.test(t)).join(' ');
    const id = this.#nextMount++;
    this.#add(
      `mount-table/${this.#namespace}`,
      `${id} ${parent?.id ?? 0} ${device} ${root} ${point} rw${groups ? ` ${groups}` : ''} - ${fsType} none rw`,
    );
    table.push({ id, point });
  }

  #root(what: string, [pid = '', target = '', device = '']: readonly string[]): void {
    this.#process(pid, this.#pids.has(pid) ? null : '1');
    this.#add('process-roots/links', `/proc/${pid}/${what}\t${target}`);
    this.#add('process-roots/devices', `/proc/${pid}/${what}\t${encode(device)}\t41ed\t0:0`);
  }

  #descriptor([where = '', target = '', device = '', ...rest]: readonly string[]): void {
    const [pid, fd] = where.split('/');
    this.#process(pid!, this.#pids.has(pid!) ? null : '1');
    this.#add('descriptors/links', `/proc/${pid}/fd/${fd}\t${target}`);
    const node = rest.includes('node') ? rest[rest.indexOf('node') + 1]! : null;
    const [major, minor] = (node ?? '0:0').split(':').map((n) => Number(n).toString(16));
    this.#add(
      'descriptors/devices',
      `/proc/${pid}/fd/${fd}\t${encode(device)}\t${node ? '61b0' : '41ed'}\t${major}:${minor}`,
    );
    if (rest.includes('mnt')) {
      this.#add('descriptors/fdinfo', `/proc/${pid}/fdinfo/${fd}:mnt_id:\t${rest[rest.indexOf('mnt') + 1]}`);
      this.#add(
        'descriptors/fdinfo',
        `/proc/${pid}/fdinfo/${fd}:flags:\t0${rest.includes('path') ? '12000000' : '100000'}`,
      );
    }
  }

  #loop([name = '', file = '', device = '']: readonly string[]): void {
    this.#add('loop-devices/files', `/sys/block/${name}/loop/backing_file:${file}`);
    this.#add('loop-devices/devices', `/dev/${name} ${device}`);
    this.#add('block-devices', `/sys/block/${name}/dev:7:${name.slice(4)}`);
  }

  #block([device = '', kernelName = '', ...rest]: readonly string[]): void {
    const value = (word: string) => (rest.includes(word) ? rest[rest.indexOf(word) + 1]! : null);
    this.#add('block-devices', `/sys/block/${kernelName}/dev:${device}`);
    const name = value('name');
    const open = value('open');
    const slaves = value('slaves');
    const uuid = value('uuid');
    if (name !== null) this.#add('block-devices', `/sys/block/${kernelName}/dm/name:${name}`);
    if (uuid !== null) this.#add('block-devices', `/sys/block/${kernelName}/dm/uuid:${uuid}`);
    if (slaves !== null) this.#add('block-devices', `/sys/block/${kernelName}/slaves/${slaves}:`);
    if (open !== null) this.#add('dm-devices', `${device.replace(':', ' ')} ${open} L--w ${name}`);
  }

  #add(id: string, line: string): void {
    const lines = this.#lines.get(id);
    if (lines) lines.push(line);
    else this.#lines.set(id, [line]);
  }
}

/** st_dev as glibc prints it, of a device with a major below 4096. */
function encode(device: string): number {
  const [major = 0, minor = 0] = device.split(':').map(Number);
  return major * 256 + (minor % 256) + Math.floor(minor / 256) * 2 ** 20;
}

/** 64 hex digits from a name, always the same. */
export const containerId = (name: string): string =>
  Array.from(name)
    .map((c) => c.charCodeAt(0).toString(16))
    .join('')
    .padEnd(64, '0')
    .slice(0, 64);

export interface DrawnContainer {
  readonly pid?: number;
  readonly dead?: boolean;
  readonly volumes?: readonly { readonly source: string; readonly destination: string; readonly propagation: string }[];
  readonly root?: string;
}

/** One line of `docker-containers/config`. */
export function dockerConfigLine(
  name: string,
  { pid = 0, dead = false, volumes = [], root = '/var/lib/docker' }: DrawnContainer,
): string {
  const id = containerId(name);
  const state = { Running: pid > 0, Dead: dead, RemovalInProgress: dead, Pid: pid, StartedAt: '2026-11-20T16:00:00Z' };
  const points = Object.fromEntries(
    volumes.map((v) => [
      v.destination,
      { Source: v.source, Destination: v.destination, Propagation: v.propagation, RW: true, Type: 'bind' },
    ]),
  );
  const config = {
    ID: id,
    Name: `/${name}`,
    Driver: 'overlay2',
    State: state,
    MountPoints: points,
    Config: { Image: 'i' },
  };
  return `${root}/containers/${id}/config.v2.json:${JSON.stringify(config)}`;
}

/** The layer-database line that gives a container its mount id, `m` and its name in hex. */
export const layerLine = (name: string, mountId: string, root = '/var/lib/docker'): string =>
  `${root}/image/overlay2/layerdb/mounts/${containerId(name)}/mount-id:${mountId}`;
