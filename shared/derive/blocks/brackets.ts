import type { BlockMap, BlockMapDevice } from '#shared/derive/block-map.ts';
import { msg, say } from '#shared/messages/index.ts';
import { ownersOfBlocks } from '#shared/thin-metadata/block-owners.ts';
import type { BlockUse } from '#shared/thin-metadata/block-use.ts';
import type { ThinMetadata } from '#shared/thin-metadata/thin-metadata.ts';

/** Named stretches beside the detail: as many as there is room for, at least this share of the window each. */
const mostBrackets = 8;
const leastShare = 1 / 24;
const probes = 96;

/**
 * What the large parts of a window are: blocks of one device, shared blocks, several devices' own, free. Neighbours of
 * equal kind are one bracket; parts too small for a name have none.
 */
export function brackets(
  use: BlockUse,
  metadata: ThinMetadata,
  byId: ReadonlyMap<number, BlockMapDevice>,
  window: { readonly from: number; readonly to: number },
  selected: BlockMapDevice | null,
): BlockMap['brackets'] {
  const owners = ownersOfBlocks(metadata, { ...window, cells: probes });
  const parts: { from: number; to: number; kind: string; most: number }[] = [];
  for (let i = 0; i < owners.owners.length; i++) {
    const from = window.from + i * owners.blocksPerCell;
    const to = Math.min(window.to, from + owners.blocksPerCell);
    const { once, shared, high } = kindOf(use, from, to);
    const index = owners.majority[i]!;
    const alone = index >= 0 && once * 2 >= to - from && owners.majorityBlocks[i]! * 2 >= to - from;
    const kind =
      once + shared === 0
        ? 'free'
        : shared > once
          ? 'shared'
          : alone
            ? `device:${metadata.devices[index]!.id}`
            : 'mixed';
    const last = parts.at(-1);
    if (last && last.kind === kind) {
      last.to = to;
      last.most = Math.max(last.most, high);
    } else parts.push({ from, to, kind, most: high });
  }
  return parts
    .filter((p) => p.kind !== 'free' && p.to - p.from >= (window.to - window.from) * leastShare)
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, mostBrackets)
    .sort((a, b) => a.from - b.from)
    .map((part) => named(part, byId, selected));
}

function named(
  { from, to, kind, most }: { from: number; to: number; kind: string; most: number },
  byId: ReadonlyMap<number, BlockMapDevice>,
  selected: BlockMapDevice | null,
): BlockMap['brackets'][number] {
  if (kind === 'shared') {
    return { from, to, title: say(msg('blocks.shared')), line: say(msg('blocks.up-to', { n: most })), selected: false };
  }
  const device = kind.startsWith('device:') ? byId.get(Number(kind.slice(7))) : undefined;
  if (!device) return { from, to, title: say(msg('blocks.mixed')), line: say(msg('blocks.one-each')), selected: false };
  const line = say(msg('blocks.its-own', { n: device.own }));
  return { from, to, title: `${device.id} ${device.owner}`, line, selected: device.id === selected?.id };
}

function kindOf(use: BlockUse, from: number, to: number): { once: number; shared: number; high: number } {
  let once = 0;
  let shared = 0;
  let high = 0;
  use.eachStretch(from, to, (a, b, owners) => {
    if (owners === 1) once += b - a;
    else if (owners > 1) shared += b - a;
    high = Math.max(high, owners);
  });
  return { once, shared, high };
}
