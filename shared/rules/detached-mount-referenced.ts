import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { cannotTell, clear, firesOr } from '#shared/rules/answer.ts';
import { heldTitle } from '#shared/rules/held-title.ts';
import { deviceOf, leakFinding, secondsOf } from '#shared/rules/leak-finding.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { detachedFilesystems, type StuckRemoval, stuckRemovals } from '#shared/rules/stuck-removals.ts';

/**
 * no table has the mount any more, and something still refers to its filesystem: a working
 * directory, a descriptor, a loop or swap file, and what stands on those.
 *
 * dm's open count says nothing of it: one superblock counts 1 however many mounts it has, and any opener of
 * the device node counts as well. So the holder itself must be found; a count without one is cannot-tell.
 */
export const detachedMountReferenced: Rule = {
  id: 'detached-mount-referenced',
  code: 'R-06',
  needs: ['descriptors', 'process-roots', 'mount-tables', 'namespace-links'],
  alsoReads: [
    'dm-devices',
    'loop-devices',
    'swaps',
    'mapped-files',
    'block-devices',
    'processless-tables',
    'thread-namespaces',
    'processes',
    'docker-containers',
    'containerd-containers',
    'podman-containers',
  ],
  check(evidence) {
    const { model } = evidence;
    const stuck = stuckRemovals(evidence);
    const held = [...stuck, ...detachedFilesystems(evidence)]
      .map((removal) => ({ removal, holders: removal.holders.filter((h) => isDetached(model, removal, h)) }))
      .filter(({ holders }) => holders.length > 0);
    return firesOr(
      held.flatMap(({ removal, holders }) => (removal.proof === null ? [] : [leak(model, removal, holders)])),
      () => {
        const once = held[0];
        if (once)
          return cannotTell(msg('rules.removal.once', { name: once.removal.name, holders: once.holders.length }));
        const unexplained = stuck.find((r) => r.holders.every((h) => isOpener(model, r, h)));
        return unexplained ? unexplainedOpen(model, unexplained) : clear(msg('rule.detached-mount-referenced.clear'));
      },
    );
  },
};

function isDetached(model: HostModel, removal: StuckRemoval, h: Holder): boolean {
  if (isOpener(model, removal, h)) return false;
  if (h.via === 'loop' || h.via === 'swap' || h.via === 'dm' || h.through.length > 0) return true;
  if (h.via === 'mount') return false;
  const mounted = (indexOf(model).mountsByDevice.get(deviceOf(removal)) ?? []).length > 0;
  // With a copy left in some table, only a descriptor says on which mount it stands (fdinfo's mnt_id).
  return mounted ? isAbsent(h.mount) && (h.via === 'fd' || h.via === 'detached') : true;
}

/** It has the device node open, not a file of the filesystem: a tool that reads the disk, qemu. */
function isOpener(model: HostModel, removal: StuckRemoval, h: Holder): boolean {
  if (h.via !== 'fd' || isAbsent(h.process)) return false;
  const { pid } = h.process;
  return (indexOf(model).openersByDevice.get(deviceOf(removal)) ?? []).some((r) => r.pid === pid && r.fd === h.fd);
}

function unexplainedOpen(model: HostModel, removal: StuckRemoval) {
  const opener = removal.holders.find((h) => !isAbsent(h.process));
  const { name } = removal;
  const device = deviceOf(removal);
  if (opener && !isAbsent(opener.process)) {
    const { pid, comm } = opener.process;
    return cannotTell(
      msg('rule.detached-mount-referenced.opener', { name, device, pid, comm: isAbsent(comm) ? '' : comm }),
    );
  }
  return cannotTell(
    msg('rule.detached-mount-referenced.unexplained', { name, device, tables: model.mountTables.length }),
  );
}

function leak(model: HostModel, removal: StuckRemoval, holders: readonly Holder[]): Finding {
  const facts = {
    name: removal.name,
    device: deviceOf(removal),
    holders: holders.length,
    via: [...new Set(holders.map((h) => h.via))].join(', '),
    seconds: secondsOf(removal),
  };
  return leakFinding(model, removal, holders, {
    code: 'R-06',
    title: heldTitle(removal.name, holders),
    statement: removal.container
      ? msg('rule.detached-mount-referenced.statement', facts)
      : msg('rule.detached-mount-referenced.no-owner', facts),
    wrongIf: [msg('rule.detached-mount-referenced.wrong-if', facts)],
  });
}
