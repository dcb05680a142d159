import { present } from '#shared/base/absent.ts';
import type { WhoAnswer } from '#shared/derive/view-types.ts';
import type { Container } from '#shared/model/container.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import { hostNamespaceOf } from '#shared/model/host-namespace.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';

/** What the picture is about: the answer to "who holds X?", joined with where X belonged. */
export interface Focus {
  readonly needle: string;
  readonly title: string;
  /** `major:minor` of every filesystem asked about; usually one. */
  readonly devices: ReadonlySet<string>;
  readonly holders: readonly Holder[];
  readonly container: Container | null;
  /** Where the unmount was asked for, in the origin namespace; null when the evidence does not say. */
  readonly path: string | null;
  /** Namespace in which the unmount ran: the engine's, else the host's. */
  readonly origin: number | null;
}

export function focusOf(model: HostModel, index: ModelIndex, answer: WhoAnswer): Focus {
  const id = answer.resolved.find((r) => r.kind === 'container')?.id;
  const container = id === undefined ? null : (index.containers.get(id) ?? null);
  const devices = new Set(
    [
      ...answer.resolved.filter((r) => /^\d+:\d+$/.test(r.id)).map((r) => r.id),
      ...answer.holders.flatMap((h) => present(h.mount)?.device ?? []),
    ].filter((device) => device !== ''),
  );
  const deviceContainer = container ?? ownerOf(model, devices);
  return {
    needle: answer.needle,
    title: deviceContainer?.name ?? answer.resolved[0]?.name ?? answer.needle,
    devices,
    holders: answer.holders,
    container: deviceContainer,
    path: pathOf(answer, deviceContainer),
    origin: originOf(model, deviceContainer),
  };
}

/** The container whose own thin device one of these is. */
function ownerOf(model: HostModel, devices: ReadonlySet<string>): Container | null {
  const names = new Set(model.blockDevices.filter((d) => devices.has(d.device)).map((d) => d.dmName));
  const owners = model.containers.filter((c) => names.has(present(c.dmName)));
  return owners.length === 1 && owners[0] ? owners[0] : null;
}

function pathOf(answer: WhoAnswer, container: Container | null): string | null {
  const asked = answer.resolved.find((r) => r.kind === 'path' || (r.kind === 'mount' && r.name.startsWith('/')));
  if (asked) return asked.name.startsWith('/') ? asked.name : asked.id;
  const rootfs = container ? present(container.rootfsPath) : null;
  if (rootfs !== null) return rootfs;
  return answer.holders.map((h) => present(h.mount)?.mountPoint).find((point) => point !== undefined) ?? null;
}

function originOf(model: HostModel, container: Container | null): number | null {
  const engine = model.daemons.find((d) => d.kind !== 'shim' && container && present(d.root) === container.engineRoot);
  return (engine && present(engine.mountNamespace)) ?? hostNamespaceOf(model.processes, model.capture.ownNamespace);
}
