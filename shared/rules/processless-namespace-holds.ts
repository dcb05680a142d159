import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, firesOr } from '#shared/rules/answer.ts';
import { heldTitle } from '#shared/rules/held-title.ts';
import { deviceOf, leakFinding, secondsOf } from '#shared/rules/leak-finding.ts';
import { killStep, remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, RemedyStep, Rule } from '#shared/rules/rule.ts';
import { type StuckRemoval, stuckRemovals } from '#shared/rules/stuck-removals.ts';

/** A copy in a mount namespace without any process or thread, kept by a pin or an open descriptor. */
export const isProcesslessCopy = (h: Holder): boolean =>
  h.via === 'mount' &&
  h.through.length === 0 &&
  !isAbsent(h.namespace) &&
  (h.namespace.heldBy === 'nsfs' || h.namespace.heldBy === 'fd');

/**
 * the copy stands in a namespace that no process is in, so no search over /proc/PID finds it.
 *
 * Pinned namespaces are common and right (snapd, OpenShift's kubelet): only one that has the filesystem of
 * a removed container counts.
 */
export const processlessNamespaceHolds: Rule = {
  id: 'processless-namespace-holds',
  code: 'R-05',
  needs: ['processless-tables', 'mount-tables', 'namespace-links', 'thread-namespaces', 'descriptors'],
  alsoReads: ['processes', 'docker-containers', 'containerd-containers', 'podman-containers', 'block-devices'],
  check(evidence) {
    const { model } = evidence;
    const held = stuckRemovals(evidence)
      .map((removal) => ({ removal, holders: removal.holders.filter(isProcesslessCopy) }))
      .filter(({ holders }) => holders.length > 0);
    const processless = model.namespaces.filter((n) => n.heldBy.every((h) => h.by === 'nsfs' || h.by === 'fd'));
    return firesOr(
      held.flatMap(({ removal, holders }) => (removal.proof === null ? [] : [leak(model, removal, holders)])),
      () => {
        const once = held[0];
        if (once)
          return cannotTell(msg('rules.removal.once', { name: once.removal.name, holders: once.holders.length }));
        const read = new Set(model.mountTables.filter((t) => !isAbsent(t.mounts)).map((t) => t.namespace));
        const unread = processless.find((n) => !read.has(n.inode));
        return unread
          ? cannotTell(msg('rule.processless-namespace-holds.unread', { namespace: unread.inode }))
          : clear(msg('rule.processless-namespace-holds.clear', { namespaces: processless.length }));
      },
    );
  },
};

function leak(model: HostModel, removal: StuckRemoval, holders: readonly Holder[]): Finding {
  const [first] = holders;
  const pin = first && !isAbsent(first.namespace) ? (first.namespace.pin ?? '') : '';
  const facts = {
    name: removal.name,
    device: deviceOf(removal),
    namespaces: new Set(holders.map((h) => (isAbsent(h.namespace) ? 0 : h.namespace.id))).size,
    pin,
    seconds: secondsOf(removal),
  };
  return leakFinding(model, removal, holders, {
    code: 'R-05',
    title: heldTitle(removal.name, holders),
    statement: msg('rule.processless-namespace-holds.statement', facts),
    wrongIf: [msg('rule.processless-namespace-holds.wrong-if')],
    alternatives: holders.flatMap(wholeNamespace),
  });
}

/** Letting the whole namespace go, with everything that is mounted in it. */
function wholeNamespace({ namespace, process }: Holder): readonly RemedyStep[] {
  if (isAbsent(namespace)) return [];
  if (namespace.heldBy === 'nsfs' && namespace.pin !== null) {
    const say = msg('rule.processless-namespace-holds.unpin', { pin: namespace.pin });
    return [remedyStep(say, shell`umount ${namespace.pin}`, 'host')];
  }
  if (isAbsent(process) || isAbsent(process.startTicks)) return [];
  const { pid, startTicks } = process;
  return [killStep(msg('rule.processless-namespace-holds.end', { pid }), { pid, startTicks })];
}
