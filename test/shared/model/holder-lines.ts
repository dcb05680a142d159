import { isAbsent } from '#shared/base/absent.ts';
import type { Holder } from '#shared/model/holder.ts';

/** A holder as one line, the way truth.json and drawings write it: what must go, where, kept by whom. */
export function holderLine(h: Holder): string {
  const at = h.through.at(-1);
  const through = h.through.map((t) => `${t.name} on ${t.backing}`).join(', ');
  if (isAbsent(h.namespace)) return `${h.via}${at ? ` through ${through}` : ''}`;
  const { id, heldBy, pin } = h.namespace;
  const process = isAbsent(h.process) ? null : h.process;
  const keeper =
    heldBy === 'nsfs'
      ? `nsfs ${pin}`
      : heldBy === 'fd'
        ? `fd ${isAbsent(h.fd) ? '?' : h.fd} of ${process?.pid}`
        : heldBy === 'thread'
          ? `thread ${process?.pid}/${process?.tid}`
          : `process ${process?.pid}`;
  const container = isAbsent(h.container) ? '' : ` of ${h.container.name}`;
  const fd = heldBy !== 'fd' && !isAbsent(h.fd) ? ` fd ${h.fd}` : '';
  const place = h.via === 'mount' && !isAbsent(h.mount) ? ` at ${h.mount.mountPoint}` : '';
  const stack = at ? ` through ${through}` : '';
  return `${h.via} in ${id} by ${keeper}${container}${fd}${place}${stack}`;
}
