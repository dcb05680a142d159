import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { cannotTell, clear, firesOr } from '#shared/rules/answer.ts';
import { heldTitle } from '#shared/rules/held-title.ts';
import { deviceOf, leakFinding, secondsOf } from '#shared/rules/leak-finding.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { type StuckRemoval, stuckRemovals } from '#shared/rules/stuck-removals.ts';

/** A copy in a mount namespace in which somebody lives: a process, or one thread of one. */
export const isInhabitedCopy = (h: Holder): boolean =>
  h.via === 'mount' &&
  h.through.length === 0 &&
  !isAbsent(h.namespace) &&
  (h.namespace.heldBy === 'process' || h.namespace.heldBy === 'thread');

/** the filesystem of a container that is dead or being removed is mounted in a namespace where people live. */
export const mountHeldElsewhere: Rule = {
  id: 'mount-held-elsewhere',
  code: 'R-01',
  needs: ['mount-tables', 'namespace-links', 'processes'],
  alsoReads: [
    'docker-containers',
    'containerd-containers',
    'podman-containers',
    'thread-namespaces',
    'block-devices',
    'engine-log',
    'host',
  ],
  check(evidence) {
    const { model } = evidence;
    const held = stuckRemovals(evidence)
      .map((removal) => ({ removal, holders: removal.holders.filter(isInhabitedCopy) }))
      .filter(({ holders }) => holders.length > 0);
    return firesOr(
      held.flatMap(({ removal, holders }) => (removal.proof === null ? [] : [leak(model, removal, holders)])),
      () => {
        const once = held[0];
        return once
          ? cannotTell(msg('rules.removal.once', { name: once.removal.name, holders: once.holders.length }))
          : clear(msg('rule.mount-held-elsewhere.clear', { namespaces: model.mountTables.length }));
      },
    );
  },
};

function leak(model: HostModel, removal: StuckRemoval, holders: readonly Holder[]): Finding {
  const namespaces = new Set(holders.map((h) => (isAbsent(h.namespace) ? 0 : h.namespace.id))).size;
  const facts = { name: removal.name, device: deviceOf(removal), namespaces, seconds: secondsOf(removal) };
  return leakFinding(model, removal, holders, {
    code: 'R-01',
    title: heldTitle(removal.name, holders),
    statement: removal.container
      ? msg('rule.mount-held-elsewhere.statement', { ...facts, state: removal.container.state })
      : msg('rule.mount-held-elsewhere.no-owner', facts),
    wrongIf: [msg('rule.mount-held-elsewhere.wrong-if')],
  });
}
