import { isAbsent, present } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Container, NetnsFile } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr, notApplicable } from '#shared/rules/answer.ts';
import { ageMs } from '#shared/rules/lookups.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { pathSubject } from '#shared/rules/subjects.ts';

/** docker unmounts a sandbox at once and removes its file in a sweep every 60 s. */
const dockerSweepMs = 60_000;
/** One is an oversight; so many mean that something leaks one for each container. */
const manyLeaks = 10;

type Verdict = 'used' | 'leaked' | 'stale' | 'pending' | 'unknown';

/** a file in a netns folder that nothing uses: an nsfs mount nobody is in, or a plain file left behind. */
export const staleNetnsFile: Rule = {
  id: 'stale-netns-file',
  code: 'R-12',
  needs: ['netns-files', 'namespace-links', 'mount-tables'],
  alsoReads: ['processes', 'descriptors', 'docker-containers', 'containerd-containers', 'podman-containers'],
  check(evidence) {
    const { model } = evidence;
    const files = model.netnsFiles.filter((f) => !/\/docker\/netns\/(default|ingress_sbox|lb_[a-z0-9]+)$/.test(f.path));
    if (files.length === 0) {
      return notApplicable(evidence, ['netns-files'], msg('rule.stale-netns-file.none'));
    }
    const doubt = evidence.doubt('namespace-links') ?? evidence.doubt('docker-containers');
    const users = usersOf(model);
    const verdicts = files.map(
      (file) => ({ file, verdict: doubt ? 'unknown' : verdictOn(model, users, file) }) as const,
    );
    const bad = verdicts.filter((v) => v.verdict === 'leaked' || v.verdict === 'stale');
    return firesOr(
      bad.map((v) => left(v.file, v.verdict === 'leaked', bad.length)),
      () => {
        if (doubt) return cannotTell(doubt);
        const unknown = verdicts.find((v) => v.verdict === 'unknown');
        return unknown
          ? cannotTell(msg('rule.stale-netns-file.unknown', { path: unknown.file.path }))
          : clear(msg('rule.stale-netns-file.clear', { files: files.length }));
      },
    );
  },
};

interface Users {
  /** Where network namespaces are mounted, in any mount namespace. */
  readonly pins: ReadonlySet<string>;
  /** Containers by the file of their network namespace. */
  readonly owners: ReadonlyMap<string, Container>;
  /** Network namespaces in which a process is, or that one has open. */
  readonly inUse: ReadonlySet<number>;
}

function usersOf(model: HostModel): Users {
  const opened = model.references.flatMap((r) => /^net:\[(\d+)\]$/.exec(r.target)?.[1] ?? []);
  return {
    pins: new Set(
      model.mounts.flatMap((m) => (m.shape.root.startsWith('net:[') ? [canonical(m.shape.mountPoint)] : [])),
    ),
    owners: new Map(
      model.containers
        .toReversed()
        .flatMap((c) => (typeof c.netnsPath === 'string' ? [[canonical(c.netnsPath), c] as const] : [])),
    ),
    inUse: new Set([...model.processes.flatMap((p) => present(p.netNamespace) ?? []), ...opened.map(Number)]),
  };
}

function verdictOn(model: HostModel, { pins, owners, inUse }: Users, file: NetnsFile): Verdict {
  const owner = owners.get(canonical(file.path));
  // A sandbox that its runtime still lists may be waiting for CNI to take it down.
  if (file.inode !== null) return inUse.has(file.inode) || owner ? 'used' : 'leaked';
  // A plain file here, an nsfs mount elsewhere: this namespace only lacks the propagation.
  if (pins.has(canonical(file.path))) return 'used';
  if (owner === undefined) return isDocker(file.path) ? 'unknown' : 'stale';
  return finishedLongAgo(model, owner) ? 'stale' : 'pending';
}

function finishedLongAgo(model: HostModel, owner: Container): boolean {
  if (owner.state === 'running' || owner.state === 'paused') return false;
  const age = isAbsent(owner.finishedAt) ? null : ageMs(model, owner.finishedAt);
  return age !== null && age > dockerSweepMs;
}

const isDocker = (path: string) => /\/docker[^/]*\/netns\//.test(path);
/** /var/run is a link to /run: engines write either. */
const canonical = (path: string) => path.replace(/^\/var\/run\//, '/run/');

function left(file: NetnsFile, leaked: boolean, inAll: number): Finding {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return finding({
    id: `R-12:${file.path}`,
    severity: inAll >= manyLeaks ? 'medium' : 'low',
    title: leaked
      ? msg('rule.stale-netns-file.leaked-title', { path: file.path })
      : msg('rule.stale-netns-file.stale-title', { path: file.path }),
    statement: leaked
      ? msg('rule.stale-netns-file.leaked', { path: file.path, inode: file.inode ?? 0 })
      : msg('rule.stale-netns-file.stale', { path: file.path }),
    subjects: [pathSubject(file.path)],
    sources: [file.source],
    wrongIf: [msg('rule.stale-netns-file.wrong-if')],
    remedy: /\/run\/netns\//.test(file.path)
      ? [remedyStep(msg('rule.stale-netns-file.ip-netns'), shell`ip netns delete ${name}`, 'host')]
      : leaked
        ? [
            remedyStep(msg('rule.stale-netns-file.umount'), shell`umount ${file.path}`, 'host'),
            remedyStep(msg('rule.stale-netns-file.remove'), shell`rm ${file.path}`, 'host'),
          ]
        : [remedyStep(msg('rule.stale-netns-file.remove'), shell`rm ${file.path}`, 'host')],
  });
}
