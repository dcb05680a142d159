import { isAbsent } from '#shared/base/absent.ts';
import { msg } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { shell } from '#shared/model/shell-quote.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty, notApplicable } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { deviceSubject } from '#shared/rules/subjects.ts';

/** T-25: a device-mapper device stays suspended: whoever touches it waits, and `lvs`, `blkid` and `df` with them. */
export const dmSuspended: Rule = {
  id: 'dm-suspended',
  code: 'T-25',
  needs: ['dm-devices'],
  alsoReads: ['block-devices', 'dm-table'],
  check(evidence) {
    const { model } = evidence;
    const devices = model.blockDevices.filter((b) => b.dmName !== null);
    if (devices.length === 0)
      return notApplicable(evidence, ['dm-devices', 'block-devices'], msg('rule.dm-suspended.no-devices'));
    // A device without a table has nothing to let through; being suspended costs nobody anything.
    const suspended = devices.filter((b) => b.suspended === true && hasTable(model, b));
    const { second } = model;
    return firesOr(
      isAbsent(second)
        ? []
        : suspended.filter((b) => second.dmSuspended.get(b.device) === true).map((b) => stays(model, b, second.gapMs)),
      () => {
        const [once] = suspended;
        return once && isAbsent(second)
          ? cannotTell(msg('rules.pools.no-second', { name: once.dmName ?? once.kernelName }))
          : clear(msg('rule.dm-suspended.clear', { devices: devices.length }));
      },
    );
  },
};

const hasTable = (model: HostModel, b: BlockDevice) =>
  model.dmTargets.length === 0 || model.dmTargets.some((t) => t.device === b.device);

function stays(model: HostModel, block: BlockDevice, gapMs: number): Finding {
  const target = model.dmTargets.find((t) => t.device === block.device);
  return finding({
    id: `T-25:${block.device}`,
    severity: 'critical',
    title: msg('rule.dm-suspended.title', { name: block.dmName ?? '' }),
    statement: msg('rule.dm-suspended.statement', {
      name: block.dmName ?? '',
      device: block.device,
      seconds: Math.round(gapMs / 1000),
    }),
    subjects: nonEmpty(deviceSubject(block), []),
    sources: nonEmpty(block.source, target ? [target.source] : []),
    why: [msg('rule.dm-suspended.why')],
    wrongIf: [msg('rule.dm-suspended.wrong-if')],
    remedy: [
      remedyStep(msg('rule.dm-suspended.leave'), null, 'host'),
      remedyStep(msg('rule.dm-suspended.resume'), shell`dmsetup resume ${block.dmName ?? ''}`, 'host'),
    ],
  });
}
