import { present } from '#shared/base/absent.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import type { Focus } from '#shared/derive/namespaces/focus.ts';
import { shortIds } from '#shared/derive/short-path.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { BlockDevice } from '#shared/model/block.ts';
import type { Container } from '#shared/model/container.ts';
import type { HostModel } from '#shared/model/host-model.ts';

type Kept = NamespaceFigure['kept'][number];

export const deviceKey = (device: string): string => `device:${device}`;

/** Column 4: the owner, the device in the middle, what the device stands on. */
export function keptThings(model: HostModel, focus: Focus): readonly Kept[] {
  const faulty = focus.holders.some((h) => !h.legitimate);
  const devices = [...focus.devices].slice(0, 3);
  const below = devices.length === 1 ? lowerDevices(model, devices[0]!) : [];
  return [
    ...(focus.container ? [containerThing(focus.container)] : []),
    ...devices.map((device) => deviceThing(model, focus, device, faulty)),
    ...(devices.length === 0 && focus.path !== null ? [pathThing(focus.path, faulty)] : []),
    ...below.map(
      (d): Kept => ({
        key: `below:${d.device}`,
        title: d.device,
        lines: [shortIds(d.dmName ?? d.kernelName)],
        shape: 'below',
        state: null,
        fault: false,
      }),
    ),
  ];
}

const containerThing = (c: Container): Kept => ({
  key: `container:${c.id}`,
  title: c.name,
  lines: [c.id.slice(0, 12), containerState(c)],
  shape: 'container',
  state: null,
  fault: false,
});

function deviceThing(model: HostModel, focus: Focus, device: string, fault: boolean): Kept {
  const block = model.blockDevices.find((d) => d.device === device);
  const mounts = model.mounts.filter((m) => m.shape.device === device).length;
  const thin = focus.container && block?.dmName !== null && present(focus.container.dmName) === block?.dmName;
  const thinId = thin && focus.container ? present(focus.container.thinDeviceId) : null;
  const open = block ? present(block.dmOpen) : null;
  return {
    key: deviceKey(device),
    title: device,
    lines: [
      thinId === null ? nameOf(model, block, device) : say(msg('kept.thin', { id: thinId })),
      ...(open === null ? [] : [say(msg('kept.open', { n: open }))]),
      say(msg('kept.mounted', { n: mounts })),
    ],
    shape: 'device',
    state: fault && focus.container?.state === 'removing' ? say(msg('kept.removal-waits')) : null,
    fault,
  };
}

function nameOf(model: HostModel, block: BlockDevice | undefined, device: string): string {
  if (block) return shortIds(block.dmName ?? block.kernelName);
  const mount = model.mounts.find((m) => m.shape.device === device);
  return mount ? `${mount.shape.fsType} ${mount.shape.source}` : say(msg('kept.filesystem'));
}

const pathThing = (path: string, fault: boolean): Kept => ({
  key: `path:${path}`,
  title: shortIds(path.split('/').at(-1) ?? path),
  lines: [path],
  shape: 'device',
  state: null,
  fault,
});

function lowerDevices(model: HostModel, device: string): readonly BlockDevice[] {
  const block = model.blockDevices.find((d) => d.device === device);
  if (!block) return [];
  return model.blockDevices.filter((d) => block.slaves.includes(d.kernelName)).slice(0, 2);
}

/** docker's words, as `docker ps` prints them. */
export function containerState(c: Pick<Container, 'state'>): string {
  return c.state === 'removing' ? 'Removal In Progress' : `${c.state.charAt(0).toUpperCase()}${c.state.slice(1)}`;
}
