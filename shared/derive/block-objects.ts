import type { BlockMap, BlockMapDevice } from '#shared/derive/block-map.ts';
import { byteText, percent } from '#shared/derive/thin/sizes.ts';
import { msg, say } from '#shared/messages/index.ts';

/** One object of a block map: what the picture draws as one focusable node and its table twin as one row. */
export interface BlockObject {
  readonly key: string;
  readonly kind: 'strip' | 'detail' | 'bracket' | 'shade' | 'device' | 'address';
  readonly name: string;
}

/** Devices listed beside the map; the table has them all. */
const devicesBeside = 22;

/** Those that free most, and the selected one wherever it stands. */
export function listedDevices({ devices, selected }: BlockMap): readonly BlockMapDevice[] {
  const first = devices.slice(0, devicesBeside);
  const chosen = selected && devices.find((d) => d.key === selected.key);
  return !chosen || first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
}

export const shadeLabel = ({ shade, low, high }: BlockMap['histogram'][number]): string =>
  shade === 'free'
    ? say(msg('blocks.free'))
    : shade === 'one'
      ? say(msg('blocks.one'))
      : say(msg('blocks.range', { low, high }));

export const addressLine = (map: BlockMap): string => {
  const s = map.selected;
  if (!s) return '';
  const size = s.address.to;
  return say(
    msg('blocks.mapped-of', {
      mapped: s.mapped,
      size,
      percent: percent(size > 0 ? s.mapped / size : 0),
      shared: s.mapped - s.own,
    }),
  );
};

export const blockMapObjects = (map: BlockMap): readonly BlockObject[] => [
  { key: 'strip', kind: 'strip', name: say(msg('blocks.object.strip', map.pool)) },
  { key: 'detail', kind: 'detail', name: say(msg('blocks.object.detail', map.detail)) },
  ...map.brackets.map((b) => ({
    key: `bracket:${b.from}`,
    kind: 'bracket' as const,
    name: say(msg('blocks.object.bracket', b)),
  })),
  ...map.histogram.map((h) => ({
    key: `shade:${h.shade}`,
    kind: 'shade' as const,
    name: say(
      msg('blocks.object.shade', {
        label: shadeLabel(h),
        blocks: h.blocks,
        size: byteText(h.blocks * map.pool.blockSize),
      }),
    ),
  })),
  ...listedDevices(map).map((d) => ({
    key: d.key,
    kind: 'device' as const,
    name: say(
      msg('blocks.object.device', {
        id: d.id,
        owner: d.owner,
        mapped: d.mapped,
        own: d.own,
        frees: byteText(d.frees * map.pool.blockSize),
      }),
    ),
  })),
  ...(map.selected
    ? [
        {
          key: 'address',
          kind: 'address' as const,
          name: say(msg('blocks.object.address', { title: map.selected.title, line: addressLine(map) })),
        },
      ]
    : []),
];
