import { type Absent, isAbsent, notApplicable } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import { msg } from '#shared/messages/index.ts';
import type { Swap } from '#shared/model/block.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { ModelIndex } from '#shared/model/model-index.ts';

/** A device that stands on the one asked for: asked in turn, since its users must go first. */
export interface Above {
  readonly device: string;
  readonly through: Holder['through'];
}

/** Kernel users of a superblock or device: loop devices on its files, swap, device-mapper devices on it. */
export function stackHolders(
  index: ModelIndex,
  device: string,
  through: Holder['through'],
): { readonly holders: readonly Holder[]; readonly above: readonly Above[] } {
  const holders: Holder[] = [];
  const above: Above[] = [];
  for (const loop of index.loopsByBacking.get(device) ?? []) {
    const path = [...through, { kind: 'loop' as const, name: loop.kernelName, backing: loop.backingFile }];
    const why = msg('holder.why.loop', { name: loop.kernelName, backing: loop.backingFile });
    holders.push(kernelHolder('loop', path, why, loop.source));
    above.push({ device: loop.device, through: path });
  }
  for (const swap of index.model.swaps.filter((s) => s.device === device)) {
    const key = swap.kind === 'file' ? 'holder.why.swap' : 'holder.why.swap-device';
    holders.push(swapHolder(index, swap, device, through, msg(key, { path: swap.path })));
  }
  const below = index.blocks.get(device)?.kernelName;
  const stacked = below === undefined ? [] : (index.blocksAbove.get(below) ?? []);
  for (const block of stacked) {
    const name = block.dmName ?? block.kernelName;
    const path = [...through, { kind: 'dm' as const, name, backing: below! }];
    holders.push(kernelHolder('dm', path, msg('holder.why.dm', { name }), block.source));
    above.push({ device: block.device, through: path });
  }
  return { holders, above };
}

function swapHolder(index: ModelIndex, swap: Swap, device: string, through: Holder['through'], why: Message): Holder {
  const backing = index.blocks.get(device)?.dmName ?? device;
  return kernelHolder('swap', [...through, { kind: 'swap', name: swap.path, backing }], why, swap.source);
}

/**
 * A swap file on a detached filesystem stands in /proc/swaps by a path that names no filesystem. It is named as the
 * likely holder of a device only when the device is open and nothing else explains it.
 */
export function likelySwaps(index: ModelIndex, device: string): readonly Holder[] {
  const open = index.blocks.get(device)?.dmOpen;
  if (open === undefined || isAbsent(open) || open === 0) return [];
  return index.model.swaps
    .filter((s) => s.kind === 'file' && isAbsent(s.device))
    .map((s) => swapHolder(index, s, device, [], msg('holder.why.swap-likely', { path: s.path })));
}

function kernelHolder(
  via: 'loop' | 'swap' | 'dm',
  through: Holder['through'],
  why: Message,
  source: SourceRef,
): Holder {
  const kernel: Absent = notApplicable('the kernel itself holds it');
  return {
    via,
    namespace: kernel,
    process: kernel,
    fd: kernel,
    through,
    container: kernel,
    volume: kernel,
    mount: kernel,
    why,
    legitimate: false,
    sources: [source],
  };
}
