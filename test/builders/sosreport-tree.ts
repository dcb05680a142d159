/**
 * Trees laid out as each version of sos names things, built from the content of a real sosreport (sos 4.0,
 * test/hosts/sosreport-broken). Constructed: the content is of one host and one version, the names are of the version.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeepBudget, keepBody } from '#electron/node/archives/keep-body.ts';
import { openArchive } from '#electron/node/archives/open-archive.ts';

const real = 'test/hosts/sosreport-broken/sosreport.tar.xz';

export type SosVersion = '3.0' | '3.2' | '3.5.1' | '3.9.1' | '4.2' | '4.9' | '4.12';

let read: Promise<ReadonlyMap<string, Uint8Array>> | null = null;

/** Members of the real one, by place below its root. Read once. */
export const realMembers = (): Promise<ReadonlyMap<string, Uint8Array>> => (read ??= readReal());

async function readReal(): Promise<ReadonlyMap<string, Uint8Array>> {
  const members = new Map<string, Uint8Array>();
  const archive = await openArchive(real);
  const budget = new KeepBudget(256 << 20);
  for await (const entry of archive!.pass(new AbortController().signal)) {
    const { kind, place } = entry.member;
    if (kind !== 'file' || place === null) continue;
    const { bytes } = await keepBody(entry, { bytes: 64 << 20, lineBytes: null }, budget);
    members.set(place.slice(place.indexOf('/') + 1), bytes);
  }
  return members;
}

/** A rename or removal: places that match `from` get the name, or are left out. */
type Change = readonly [from: RegExp, to: string | null];

const noPerProcess: Change = [/^proc\/\d+\/mountinfo$/, null];
const noCgroupListing: Change = [/ps_axo_pid_ppid_.*_cgroup$/, null];
const noManifest: Change = [/^sos_reports\/manifest\.json$/, null];
const flatInspect: Change = [/^sos_commands\/docker\/containers\/(docker_inspect_\w+)$/, 'sos_commands/docker/$1'];
const oldJournal: Change = [/journalctl_--no-pager_--catalog_--boot$/, 'journalctl_--all_--this-boot_--no-pager'];
const noWholeJournal: Change = [/logs\/journalctl_--no-pager$/, null];
const general: Change = [/^sos_commands\/(?:host|date)\/(hostname|date)$/, 'sos_commands/general/$1'];
const lvs = (to: string): Change => [/lvm2\/lvs_.*$/, `lvm2/${to}`];
const old = '_--config_global_locking_type_0';

const changes: Record<SosVersion, readonly Change[]> = {
  '3.0': [
    noManifest,
    noPerProcess,
    noCgroupListing,
    general,
    oldJournal,
    noWholeJournal,
    lvs('lvs_-a_-o_devices'),
    [/^sos_commands\/(docker|systemd)\/.*/, null],
    [/^proc\/self\/mountinfo$/, null],
    [/date_--utc$/, null],
  ],
  '3.2': [
    noManifest,
    noPerProcess,
    noCgroupListing,
    general,
    oldJournal,
    noWholeJournal,
    lvs(`lvs_-a_-o_lv_tags_devices${old}`),
    [/^sos_commands\/docker\/.*/, null],
  ],
  '3.5.1': [noManifest, flatInspect, oldJournal, noWholeJournal, lvs(`lvs_-a_-o_lv_tags_devices${old}`)],
  '3.9.1': [noManifest, noWholeJournal, [/journalctl_--no-pager_--catalog_--boot$/, 'journalctl_--no-pager_--boot']],
  '4.2': [],
  '4.9': [[/journalctl_--no-pager_--catalog_--boot$/, 'journalctl_--no-pager_--boot'], noCgroupListing],
  '4.12': [[/journalctl_--no-pager_--catalog_--boot$/, 'journalctl_--no-pager_--boot'], noCgroupListing],
};

/** What later versions take besides, in the real form of the tool. */
const added: Partial<Record<SosVersion, readonly (readonly [string, string])[]>> = {
  '3.5.1': [['sos_commands/process/lsof_-b_M_-n_-l_-c', lsof()]],
  '3.9.1': [['sos_commands/process/lsof_-b_M_-n_-l_-c', lsof()]],
  '4.2': fromFourTwo(),
  '4.9': fromFourTwo(),
  '4.12': fromFourTwo(),
};

function fromFourTwo(): readonly (readonly [string, string])[] {
  return [
    ['sos_commands/process/lsof_M_-n_-l_-c', lsof()],
    ['sos_commands/block/losetup_-a', '/dev/loop0: [65024]:131213 (/var/lib/docker/devicemapper/devicemapper/data)\n'],
    ['sys/block/loop0/loop/backing_file', '/var/lib/docker/devicemapper/devicemapper/data\n'],
    [
      'sos_commands/devicemapper/dmsetup_udevcookies',
      'Cookie       Semid      Value      Last semop time           Last change time\n',
    ],
    ['proc/1/status', 'Name:\tsystemd\n'],
  ];
}

function lsof(): string {
  return `${['COMMAND     PID USER   FD      TYPE DEVICE SIZE/OFF    NODE NAME', 'systemd       1    0  cwd       DIR  254,0     4096       2 /'].join('\n')}\n`;
}

/** Place to body, as that version would have named and taken it. */
export function membersOfVersion(
  version: SosVersion,
  members: ReadonlyMap<string, Uint8Array>,
): [string, Uint8Array][] {
  const tree: [string, Uint8Array][] = [];
  const text = new TextEncoder();
  for (const [place, body] of members) {
    const change = changes[version].find(([from]) => from.test(place));
    const to = change === undefined ? place : change[1] === null ? null : place.replace(change[0], change[1]);
    if (to === null || to === 'version.txt') continue;
    tree.push([to, to === 'sos_reports/manifest.json' ? ofVersion(body, version) : body]);
  }
  tree.push(['version.txt', text.encode(`sosreport: ${version}\n`)]);
  // Those versions read sos's own table only.
  if (version === '3.2') tree.push(['proc/self/mountinfo', members.get('proc/1/mountinfo')!]);
  for (const [place, body] of added[version] ?? []) tree.push([place, text.encode(body)]);
  if (version === '4.9' || version === '4.12') tree.push(...cgroupFiles(members));
  return tree;
}

/** /proc/PID/cgroup from the listing of the real one, for versions that read the files. */
function cgroupFiles(members: ReadonlyMap<string, Uint8Array>): [string, Uint8Array][] {
  const [, listing] = [...members].find(([place]) => /ps_axo_pid_ppid_.*_cgroup$/.test(place))!;
  return [...new TextDecoder().decode(listing).matchAll(/^ *(\d+) .* (0::\/\S*)$/gm)].map(([, pid, cgroup]) => [
    `proc/${pid}/cgroup`,
    new TextEncoder().encode(`${cgroup}\n`),
  ]);
}

/** The tree as an unpacked sosreport in a temporary folder. */
export function writeTree(version: SosVersion, tree: readonly (readonly [string, Uint8Array])[]): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'sosreport-tree-')), `sosreport-node1-${version}`);
  for (const [place, body] of tree) {
    const file = path.join(folder, place);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  return folder;
}

const ofVersion = (manifest: Uint8Array, version: string): Uint8Array =>
  new TextEncoder().encode(new TextDecoder().decode(manifest).replace('"version": "4.0"', `"version": "${version}"`));
