import { msg } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { LogLine } from '#shared/model/log.ts';
import { indexOf } from '#shared/model/model-index.ts';
import { type Mount, mountRef } from '#shared/model/mount.ts';
import { cannotTell, clear, finding, firesOr, nonEmpty } from '#shared/rules/answer.ts';
import { remedyStep } from '#shared/rules/remedy.ts';
import type { Finding, Rule } from '#shared/rules/rule.ts';
import { containerSubject, deviceSubject, mountSubject, namespaceSubject } from '#shared/rules/subjects.ts';

const unmapFailed = /unmap failed: \(16\)|failed to unmap device .*exit status 16/i;

/**
 * a volume's rbd device could not be unmapped and another namespace still has it mounted.
 *
 * A second running pod that has the volume on purpose (multi-attach on one node) is an
 * owner, not a leak: its mounts stand at the path of a volume of its own.
 */
export const rbdDeviceBusyOnUnstage: Rule = {
  id: 'rbd-device-busy-on-unstage',
  code: 'R-17',
  needs: ['engine-log', 'mount-tables', 'block-devices', 'namespace-links'],
  alsoReads: ['processless-tables', 'thread-namespaces', 'containerd-containers', 'docker-containers'],
  check({ model }) {
    const refusals = model.log.filter((l) => unmapFailed.test(l.text));
    const judged = refusals.map((line) => ({ line, devices: devicesOf(model, line) }));
    const latest = new Map(
      judged.flatMap((j) => j.devices.map((d) => [d.device, { line: j.line, device: d }] as const)),
    );
    return firesOr(
      [...latest.values()].flatMap(({ line, device }) => busy(model, line, device)),
      () => {
        const unnamed = judged.find((j) => j.devices.length === 0);
        return unnamed
          ? cannotTell(msg('rule.rbd-device-busy-on-unstage.unnamed', { text: unnamed.line.text }))
          : clear(msg('rule.rbd-device-busy-on-unstage.clear', { refusals: refusals.length }));
      },
    );
  },
};

/** The rbd devices a line names; where it names none, the only one there is. */
function devicesOf(model: HostModel, line: LogLine): readonly BlockDevice[] {
  const { blocksByName } = indexOf(model);
  const named = [...line.text.matchAll(/\/dev\/(rbd\d+)\b/g)].flatMap((m) => blocksByName.get(m[1] ?? '') ?? []);
  if (named.length > 0 || /\/dev\/rbd\d/.test(line.text)) return named;
  const all = model.blockDevices.filter((b) => /^rbd\d+$/.test(b.kernelName));
  return all.length === 1 ? all : [];
}

function busy(model: HostModel, line: LogLine, device: BlockDevice): readonly Finding[] {
  const { mountsByDevice, hostNamespace } = indexOf(model);
  const elsewhere = (mountsByDevice.get(device.device) ?? []).filter((m) => m.namespace !== hostNamespace);
  const left = elsewhere.filter((m) => ownVolumeOf(model, m) === null);
  const [first, ...rest] = left;
  if (first === undefined) return [];
  const namespaces = [...new Set(left.map((m) => m.namespace))];
  const containers = namespaces.flatMap((ns) => containersIn(model, ns));
  return [
    finding({
      id: `R-17:${device.device}`,
      severity: 'high',
      title: msg('rule.rbd-device-busy-on-unstage.title', { device: device.kernelName }),
      statement: msg('rule.rbd-device-busy-on-unstage.statement', {
        device: device.kernelName,
        number: device.device,
        namespaces: namespaces.length,
        mountPoint: first.shape.mountPoint,
      }),
      subjects: nonEmpty(deviceSubject(device), [
        ...namespaces.map(namespaceSubject),
        ...containers.map(containerSubject),
        ...left.map(mountSubject),
      ]),
      sources: nonEmpty(line.source, [...[first, ...rest].map(mountRef), device.source]),
      why: [msg('rule.rbd-device-busy-on-unstage.why')],
      wrongIf: [msg('rule.rbd-device-busy-on-unstage.wrong-if')],
      remedy: [
        ...containers.map((c) =>
          remedyStep(msg('rule.rbd-device-busy-on-unstage.restart', { name: c.name }), null, 'kubernetes'),
        ),
        remedyStep(msg('rule.rbd-device-busy-on-unstage.propagation'), null, 'kubernetes'),
        remedyStep(msg('rule.rbd-device-busy-on-unstage.no-force'), null, 'host'),
      ],
    }),
  ];
}

function containersIn(model: HostModel, namespace: number): readonly Container[] {
  const ids = new Set(model.processes.filter((p) => p.mountNamespace === namespace).map((p) => p.containerId));
  return model.containers.filter((c) => ids.has(c.id));
}

/** The running container that was given this very mount as a volume: it stands exactly at the destination. */
function ownVolumeOf(model: HostModel, mount: Mount): Container | null {
  const owner = containersIn(model, mount.namespace).find(
    (c) => Array.isArray(c.volumes) && c.volumes.some((v) => v.destination === mount.shape.mountPoint),
  );
  return owner ?? null;
}
