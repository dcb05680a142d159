import type { Absent } from '#shared/base/absent.ts';
import { notApplicable } from '#shared/base/absent.ts';
import { containerIdOfCgroup, unitOfCgroup } from '#shared/model/build/cgroup-names.ts';
import type { Evidence } from '#shared/model/build/evidence.ts';
import { buildShims, type Shim } from '#shared/model/build/shims.ts';
import { firstBy } from '#shared/model/group-by.ts';
import type { Process, Thread } from '#shared/model/process.ts';
import { parseCommandLines } from '#shared/parsers/command-lines.ts';
import { parseKeyValues } from '#shared/parsers/key-values.ts';
import { parseLinks } from '#shared/parsers/links.ts';
import { parseProcCgroup } from '#shared/parsers/proc-cgroup.ts';
import { type ProcStat, parseProcStat } from '#shared/parsers/proc-stat.ts';

/** `cgroupsPath` of an OCI configuration to the container's id, for those whose cgroup does not carry 64 hex digits. */
export type CgroupOwners = ReadonlyMap<string, string>;

export interface BuiltProcesses {
  readonly processes: readonly Process[];
  readonly threads: readonly Thread[];
  readonly shims: readonly Shim[];
  /** Listed in one record and gone when another was read. */
  readonly vanished: number;
}

export function buildProcesses(evidence: Evidence, owners: CgroupOwners): BuiltProcesses {
  const stats = evidence.rows('processes', parseProcStat);
  const namespaces = buildNamespaceLinks(evidence, 'namespace-links');
  const cgroups = firstBy(evidence.rows('cgroups', parseProcCgroup), (row) => row.pid);
  const commands = firstBy(evidence.rows('command-lines', parseCommandLines), (row) => row.pid);
  const byPid = firstBy(stats, (stat) => stat.pid);
  const shims = buildShims([...byPid.values()], commands);
  const shimOf = new Map(shims.map((shim) => [shim.pid, shim]));
  const absences = {
    namespace: evidence.absence('namespace-links'),
    cgroup: evidence.absence('cgroups'),
    command: evidence.absence('command-lines'),
  };
  const kernelThread = notApplicable('a kernel thread has no command line');
  const processes = [...byPid.values()]
    .sort((a, b) => a.pid - b.pid)
    .map((stat): Process => {
      const links = namespaces.get(stat.pid);
      const cgroup = cgroups.get(stat.pid)?.path;
      const command = commands.get(stat.pid);
      const isKernelThread = stat.pid === 2 || stat.ppid === 2;
      return {
        pid: stat.pid,
        ppid: stat.ppid,
        startTicks: stat.startTicks,
        comm: stat.comm,
        state: stat.state,
        commandLine: isKernelThread ? kernelThread : (command?.args ?? absences.command),
        mountNamespace: links?.mnt ?? absences.namespace,
        netNamespace: links?.net ?? absences.namespace,
        cgroup: cgroup ?? absences.cgroup,
        unit: cgroup === undefined ? null : unitOfCgroup(cgroup),
        containerId: containerOf(stat, cgroup, byPid, shimOf, owners),
        source: { evidence: 'processes', line: stat.line },
      };
    });
  const ours = ownHelpers(evidence);
  const vanished = [...namespaces].filter(([pid, links]) => !byPid.has(pid) && !ours(pid, links.mnt)).length;
  return { processes, threads: buildThreads(evidence), shims, vanished };
}

/**
 * Programs that the collecting shell itself starts live for one reading: they have a later pid and are in its namespace. A
 * stranger that came and went there in the same seconds cannot be told from them; it is not counted either.
 */
function ownHelpers(evidence: Evidence): (pid: number, mountNamespace: number | Absent | undefined) => boolean {
  const facts = new Map(evidence.rows('host', parseKeyValues).map(({ key, value }) => [key, Number(value)]));
  const own = { pid: facts.get('own_pid') ?? Number.POSITIVE_INFINITY, namespace: facts.get('own_mnt_ns') };
  return (pid, mountNamespace) => pid > own.pid && mountNamespace === own.namespace;
}

function containerOf(
  stat: ProcStat,
  cgroup: string | undefined,
  byPid: ReadonlyMap<number, ProcStat>,
  shims: ReadonlyMap<number, Shim>,
  owners: CgroupOwners,
): string | null {
  if (shims.has(stat.pid)) return null;
  const named = cgroup === undefined ? null : (containerIdOfCgroup(cgroup) ?? ownerOf(cgroup, owners));
  if (named !== null) return named;
  const seen = new Set<number>();
  for (let at: ProcStat | undefined = stat; at && !seen.has(at.pid); at = byPid.get(at.ppid)) {
    seen.add(at.pid);
    const shim = shims.get(at.ppid);
    if (shim) return shim.containerId;
  }
  return null;
}

/** The container whose cgroup it is, or lies in. */
function ownerOf(cgroup: string, owners: CgroupOwners): string | null {
  for (let path = cgroup; path.length > 1; path = path.slice(0, path.lastIndexOf('/'))) {
    const owner = owners.get(path);
    if (owner !== undefined) return owner;
  }
  return null;
}

interface NamespaceLinks {
  readonly line: number;
  readonly mnt: number | Absent | undefined;
  readonly net: number | undefined;
}

/** Namespace inodes by pid, from links of `/proc/PID/ns/{mnt,net}`. */
export function buildNamespaceLinks(evidence: Evidence, id: string): ReadonlyMap<number, NamespaceLinks> {
  const byPid = new Map<number, { line: number; mnt: number | undefined; net: number | undefined }>();
  for (const { line, path, target } of evidence.rows(id, parseLinks)) {
    const where = /^\/proc\/(\d+)\/ns\/(mnt|net)$/.exec(path);
    const inode = /^(?:mnt|net):\[(\d+)\]$/.exec(target)?.[1];
    if (!where || inode === undefined) continue;
    const pid = Number(where[1]);
    const row = byPid.get(pid) ?? { line, mnt: undefined, net: undefined };
    if (where[2] === 'mnt') {
      row.mnt = Number(inode);
      row.line = line;
    } else row.net = Number(inode);
    byPid.set(pid, row);
  }
  return byPid;
}

export function buildThreads(evidence: Evidence, id = 'thread-namespaces'): readonly Thread[] {
  return evidence.rows(id, parseLinks).flatMap(({ line, path, target }) => {
    const where = /^\/proc\/(\d+)\/task\/(\d+)\/ns\/mnt$/.exec(path);
    const inode = /^mnt:\[(\d+)\]$/.exec(target)?.[1];
    if (!where || inode === undefined) return [];
    return [
      { pid: Number(where[1]), tid: Number(where[2]), mountNamespace: Number(inode), source: { evidence: id, line } },
    ];
  });
}
