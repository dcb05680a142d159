import type { Container } from '#shared/model/container.ts';
import { ownersOf } from '#shared/model/holders/owners.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';
import type { Subject } from '#shared/model/subject.ts';
import { thinIndex } from '#shared/model/thin/thin-index.ts';

export const containerSubject = ({ id, name }: Container): Subject => ({ kind: 'container', id, name });

/** A device as subjects: its owner first where it has one, then the device by its most telling name. */
export function describeDevice(index: ModelIndex, device: string): readonly [Subject, ...Subject[]] {
  const own = deviceSubject(index, device);
  const owners = ownersOf(index, device).map((o) => containerSubject(o.container));
  return [own, ...owners];
}

export function deviceSubject(index: ModelIndex, device: string): Subject {
  const block = index.blocks.get(device);
  if (!block) {
    const mount = index.mountsByDevice.get(device)?.[0];
    return {
      kind: 'mount',
      id: device,
      name: mount ? `${mount.shape.fsType} ${mount.shape.source || device}` : device,
    };
  }
  const isThin = block.dmName !== null && thinIndex(index.model).containerByDmName.has(block.dmName);
  return { kind: isThin ? 'thin-device' : 'dm-device', id: device, name: block.dmName ?? block.kernelName };
}
