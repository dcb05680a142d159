import { msg } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import { groupBy } from '#shared/model/group-by.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject, deviceSubject, pathSubject } from '#shared/rules/subjects.ts';

/** `XFS (dm-16): Shutting down filesystem`, older: `xfs_do_force_shutdown(0x8) called from … XFS (dm-16): I/O Error Detected. Shutting down filesystem`. */
const shutDown = /XFS \(([\w!-]+)\): .*(?:[Ss]hutting down|xfs_do_force_shutdown)/;
const ioError = /Buffer I\/O error on dev(?:ice)? ([\w!-]+),/;

interface Trouble {
  readonly kernelName: string;
  readonly line: LogLine;
  readonly shutDown: boolean;
}

/** L-02: the kernel shut a filesystem down or failed its writes; the device says whose it is. */
export const filesystemShutDown: Rule = {
  id: 'filesystem-shut-down',
  code: 'L-02',
  needs: ['kernel-log'],
  alsoReads: ['block-devices', 'docker-containers', 'docker-device-metadata', 'mount-tables'],
  check({ model }) {
    const troubles = model.log.flatMap((line): readonly Trouble[] => {
      if (line.log !== 'kernel') return [];
      const down = shutDown.exec(line.text)?.[1];
      if (down !== undefined) return [{ kernelName: down, line, shutDown: true }];
      const failed = ioError.exec(line.text)?.[1];
      return failed === undefined ? [] : [{ kernelName: failed, line, shutDown: false }];
    });
    return firesOr(
      [...groupBy(troubles, (t) => t.kernelName).values()].map((group) => troubled(model, group)),
      () => clear(msg('rule.filesystem-shut-down.clear')),
    );
  },
};

function troubled(model: HostModel, group: readonly Trouble[]): Finding {
  const [first] = group as readonly [Trouble, ...Trouble[]];
  const { kernelName } = first;
  const device = indexOf(model).blocksByName.get(kernelName);
  const owners = device ? ownersOf(model, device) : [];
  const down = group.some((t) => t.shutDown);
  const owner = owners[0];
  return finding({
    id: `L-02:${kernelName}`,
    severity: down || owner ? 'critical' : 'medium',
    title: down
      ? msg('rule.filesystem-shut-down.title', { device: kernelName })
      : msg('rule.filesystem-shut-down.io-title', { device: kernelName }),
    statement: owner
      ? msg('rule.filesystem-shut-down.of-container', {
          device: kernelName,
          lines: group.length,
          name: owner.name,
          down,
        })
      : msg('rule.filesystem-shut-down.statement', {
          device: kernelName,
          lines: group.length,
          down,
          known: device !== undefined,
        }),
    subjects: nonEmpty(
      device ? deviceSubject(device) : pathSubject(`/dev/${kernelName}`),
      owners.map(containerSubject),
    ),
    sources: nonEmpty((group.at(-1) ?? first).line.source, [
      ...group.slice(0, 9).map((t) => t.line.source),
      ...(device ? [device.source] : []),
      ...owners.map((c) => c.source),
    ]),
    why: [msg('rule.filesystem-shut-down.why')],
    wrongIf: [msg('rule.filesystem-shut-down.wrong-if', { device: kernelName })],
    remedy: [
      remedyStep(msg('rule.filesystem-shut-down.device-first'), null, 'host'),
      ...(owner ? [remedyStep(msg('rule.filesystem-shut-down.restart', { name: owner.name }), null, 'host')] : []),
    ],
  });
}

/** The container whose thin device this is, and those that have its filesystem as their root. */
function ownersOf(model: HostModel, device: BlockDevice): readonly Container[] {
  const { mountsByDevice } = indexOf(model);
  const roots = new Set(
    (mountsByDevice.get(device.device) ?? []).filter((m) => m.shape.mountPoint === '/').map((m) => m.namespace),
  );
  const running = new Set(
    model.processes
      .filter((p) => typeof p.mountNamespace === 'number' && roots.has(p.mountNamespace))
      .map((p) => p.containerId),
  );
  return model.containers.filter((c) => (device.dmName !== null && c.dmName === device.dmName) || running.has(c.id));
}
