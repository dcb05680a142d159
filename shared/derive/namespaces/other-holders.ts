import { isAbsent, present } from '#shared/base/absent.ts';
import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { shortIds } from '#shared/derive/short-path.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Holder } from '#shared/model/holder.ts';

type OtherHolder = NamespaceFigure['otherHolders'][number];

/** Drawn one by one up to here; the rest is one box with a number. */
const mostHolders = 24;

/** References that no mount table shows, each a box of its own in column 3. */
export function otherHolders(holders: readonly Holder[], expanded: ReadonlySet<string>): readonly OtherHolder[] {
  const boxes = holders.map((holder, i) => otherHolder(holder, i));
  if (boxes.length <= mostHolders || expanded.has('holders')) return boxes;
  const hidden = boxes.slice(mostHolders);
  return [
    ...boxes.slice(0, mostHolders),
    {
      key: 'holders',
      mark: hidden[0]!.mark,
      title: say(msg('held.more', { n: hidden.length })),
      lines: [],
      fault: hidden.some((h) => h.fault),
      source: null,
    },
  ];
}

function otherHolder(holder: Holder, i: number): OtherHolder {
  const process = present(holder.process);
  const container = present(holder.container);
  const stack = holder.through.map((t) => `${t.name}: ${t.backing}`);
  return {
    key: `holder:${holder.via}:${process?.pid ?? ''}:${present(holder.fd) ?? ''}:${holder.through[0]?.name ?? ''}:${i}`,
    mark: holderMark(holder),
    title: holderTitle(holder),
    lines: [
      [holderReference(holder), ...(container ? [say(msg('held.in-container', { name: container.name }))] : [])].join(
        ', ',
      ),
      ...stack.map(shortIds),
    ],
    fault: !holder.legitimate,
    source: holder.sources[0] ?? null,
  };
}

export function holderMark(holder: Holder): HoldMark {
  switch (holder.via) {
    case 'mount':
      return isAbsent(holder.namespace) ? 'process' : holder.namespace.heldBy;
    case 'root':
    case 'cwd':
      return 'cwd';
    case 'exe':
    case 'map':
      return 'process';
    case 'fd':
    case 'detached':
    case 'loop':
    case 'swap':
    case 'dm':
      return holder.via;
  }
}

/** `sleep, pid 5843`, or the device where no process is known. */
export function holderTitle(holder: Holder): string {
  const process = present(holder.process);
  if (process) {
    const comm = present(process.comm);
    return comm === null
      ? say(msg('held.pid', { pid: process.pid }))
      : say(msg('held.process', { comm, pid: process.pid }));
  }
  const first = holder.through[0];
  if (first) return first.name;
  return say(msg(`held.via-${holder.via}`, { fd: 0 }));
}

/** `working directory`, `descriptor 3`, `detached mount, descriptor 3`, … */
export function holderReference(holder: Holder): string {
  return say(msg(`held.via-${holder.via}`, { fd: present(holder.fd) ?? 0 }));
}
