/** What the guest says of objects that a test mends: told by docker's files, /proc and dmsetup, by nothing of ours. */
import type { DiffJson } from '#shared/export/schemas.ts';
import { inGuest } from '#test/lab/guest.ts';

type Entry = DiffJson['gone'][number];

/** A container whose removal failed, as the stage that broke it wrote it down. */
export interface Victim {
  readonly id: string;
  readonly mountId: string;
  readonly mountPoint: string;
  readonly dmName: string;
  readonly pool: string;
  /** As `diff` names them, in its order: of the container and of its -init layer. */
  readonly layers: readonly string[];
  readonly thinDevices: readonly string[];
}

export async function describeVictim(name: string): Promise<Victim> {
  const line = await inGuest(`grep '^victim-${name} ' /root/truth/002_victims.txt`);
  const [, id = '', mountId = '', device = ''] = line.split(' ');
  const folder = '/var/lib/docker/devicemapper';
  const init = await inGuest(`jq .device_id ${folder}/metadata/${mountId}-init`);
  const prefix = await inGuest(`dmsetup info -c --noheadings -o name | grep -o '^docker-.*-pool$' | sed 's/-pool$//'`);
  const pool = `${prefix}-pool`;
  return {
    id,
    mountId,
    mountPoint: `${folder}/mnt/${mountId}`,
    dmName: `${prefix}-${mountId}`,
    pool,
    layers: [`/var/lib/docker/${mountId}`, `/var/lib/docker/${mountId}-init`],
    thinDevices: [`${pool}/${init}`, `${pool}/${device.replace('dev=', '')}`].sort(),
  };
}

/** The device of victim-L1: its container is gone, its deletion fails. And the pool of the other dockerd. */
export async function deletedDevice() {
  const [, , mountId = '', device = ''] = (await inGuest("grep '^victim-L1 ' /root/truth/000_victim.txt")).split(' ');
  const names = (await inGuest('dmsetup info -c --noheadings -o name')).split('\n');
  return {
    mountId,
    id: Number(device.replace('dev=', '')),
    dmName: names.find((name) => name.endsWith(`-${mountId}`)) ?? '',
    pool: 'vg_docker-thinpool',
    otherPool: names.find((name) => /^docker-.*-pool$/.test(name)) ?? '',
  };
}

/** A container that runs: what of it is another one after a restart. */
export interface Running {
  readonly id: string;
  readonly pid: number;
  /** Inode of its mount namespace. */
  readonly namespace: string;
  /** Path of its network namespace's file. */
  readonly netns: string;
}

export const containerOf = (name: string): Promise<string> => inGuest(`docker inspect -f '{{.Id}}' ${name}`);

export async function runningContainer(name: string): Promise<Running> {
  const line = await inGuest(`docker inspect -f '{{.Id}} {{.State.Pid}} {{.NetworkSettings.SandboxKey}}' ${name}`);
  const [id = '', pid = '', netns = ''] = line.split(' ');
  const link = await inGuest(`readlink /proc/${pid}/ns/mnt`);
  return { id, pid: Number(pid), namespace: link.replace(/\D/g, ''), netns: netns.replace('/var/run/', '/run/') };
}

/** Open count, and use in whole percent, of a thin pool. */
export async function poolFacts(name: string): Promise<{ readonly open: number; readonly dataPercent: number }> {
  const [open, used = ''] = (
    await inGuest(`dmsetup info -c --noheadings -o open '${name}'; dmsetup status --noflush '${name}' | cut -d' ' -f6`)
  ).split('\n');
  const [blocks, all] = used.split('/').map(Number);
  return { open: Number(open), dataPercent: Math.round((blocks! * 100) / all!) };
}

/** Ids of the entries of one kind, sorted. */
export const entriesOf = (entries: readonly Entry[], kind: Entry['kind']): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === kind ? [entry.id] : [])).sort();

/** It names the container, its layer, or (a thin device) its id in the pool. */
export const isOfVictim = ({ id }: Entry, victim: Victim): boolean =>
  id.includes(victim.id) || id.includes(victim.mountId) || victim.thinDevices.includes(id);

/** Its namespace, everything mounted there, and the file of its network namespace wherever that is mounted. */
export const isOfContainer = ({ kind, id }: Entry, { namespace, netns }: Running): boolean =>
  (kind === 'namespace' && id === namespace) ||
  (kind === 'mount' && (id.startsWith(`${namespace}/`) || id.endsWith(` ${netns}`)));
