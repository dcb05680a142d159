import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr } from '#shared/rules/answer.ts';
import { initNamespaceOf } from '#shared/rules/lookups.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { mountSubject, pathSubject } from '#shared/rules/subjects.ts';

/** `path "/x" is mounted on "/" but it is not a shared or slave mount` (docker, runc, kubelet pass it on). */
const complaint = /is mounted on \\?"?(\/[^"\\\s]*)\\?"?,? but it is not a shared(?: or slave)? mount/;

/** a container asked for shared or slave propagation and the host's mount is private. */
export const mountNotShared: Rule = {
  id: 'mount-not-shared',
  code: 'R-20',
  needs: ['engine-log', 'mount-tables', 'host'],
  alsoReads: ['namespace-links', 'processes'],
  check({ model }) {
    const complaints = new Map<string, LogLine>();
    for (const line of model.log) {
      const mountPoint = complaint.exec(line.text)?.[1];
      if (mountPoint !== undefined) complaints.set(mountPoint, line);
    }
    if (complaints.size === 0) return clear(msg('rule.mount-not-shared.clear'));
    const init = initNamespaceOf(model);
    const table = init === null ? undefined : indexOf(model).mountsByNamespace.get(init);
    if (table === undefined) return cannotTell(msg('rule.mount-not-shared.no-host-table'));
    const outer = outerSystem(model, table);
    if (outer !== null) {
      return { answer: 'not-applicable', because: msg('rule.mount-not-shared.outer', { what: outer }) };
    }
    const still = [...complaints].flatMap(([mountPoint, line]) => {
      const mount = table.findLast((m) => m.shape.mountPoint === mountPoint);
      return mount && isPrivate(mount) ? [broken(mount, line)] : [];
    });
    return firesOr(still, () => clear(msg('rule.mount-not-shared.mended', { complaints: complaints.size })));
  },
};

const isPrivate = ({ shape: { propagation } }: Mount) => propagation.shared === null && propagation.master === null;

/** What this "host" really is, where its root mount is made by somebody else each time: WSL, Docker Desktop, a container. */
function outerSystem(model: HostModel, table: readonly Mount[]): string | null {
  const kernel = isAbsent(model.host.kernel) ? '' : model.host.kernel;
  if (/microsoft|WSL/i.test(kernel)) return 'WSL';
  if (/linuxkit/i.test(kernel)) return 'Docker Desktop';
  const root = table.find((m) => m.shape.mountPoint === '/');
  return root?.shape.fsType === 'overlay' && /\/(overlay2|snapshots|overlay)\//.test(root.shape.superOptions.join(','))
    ? 'a container'
    : null;
}

function broken(mount: Mount, line: LogLine): Finding {
  const { mountPoint } = mount.shape;
  return finding({
    id: `R-20:${mountPoint}`,
    severity: 'medium',
    title: msg('rule.mount-not-shared.title', { mountPoint }),
    statement: msg('rule.mount-not-shared.statement', { mountPoint, writer: line.writer }),
    subjects: [mountSubject(mount), pathSubject(mountPoint)],
    sources: [line.source, mountRef(mount)],
    why: [msg('rule.mount-not-shared.why')],
    wrongIf: [msg('rule.mount-not-shared.wrong-if')],
    remedy: [
      remedyStep(
        msg('rule.mount-not-shared.make-shared', { mountPoint }),
        shell`mount --make-rshared ${mountPoint}`,
        'host',
      ),
      remedyStep(msg('rule.mount-not-shared.persist'), null, 'host'),
    ],
  });
}
