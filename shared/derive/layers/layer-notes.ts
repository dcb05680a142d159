import type { ImageGroups } from '#shared/derive/layers/image-groups.ts';
import type { LayersAsk } from '#shared/derive/layers/resolve-layers.ts';
import type {
  ColumnHead,
  LayerCopy,
  LayerRow,
  LayersCounts,
  LayersFigure,
  StandingRow,
  StoredBox,
} from '#shared/derive/layers-figure.ts';
import { msg, say } from '#shared/messages/index.ts';
import { layerIntegrity } from '#shared/model/layers/integrity.ts';

export const titleOf = ({ container, group, title, path }: LayersAsk): string => {
  if (container === null) return title;
  if (path !== null) return say(msg('layersfig.title-path', { path, container: container.name }));
  return group ? say(msg('layersfig.title-container', { container: container.name, image: group.name })) : title;
};

export function columnHeads(
  stored: readonly StoredBox[],
  layers: readonly LayerRow[],
  copies: readonly LayerCopy[],
  standing: readonly StandingRow[],
  counts: LayersCounts,
): LayersFigure['columns'] {
  const parts = [...stored, ...layers];
  const missing = parts.filter((p) => p.state === 'missing').length;
  const head = (text: string, trouble: ColumnHead['trouble']): ColumnHead => ({ text, trouble });
  const unpacked = (): ColumnHead => {
    if (counts.damaged > 0)
      return head(say(msg('layersfig.head.damaged', { n: counts.damaged, of: counts.plates })), 'crit');
    if (counts.plates === 0) return head(say(msg('layersfig.head.not-unpacked')), 'none');
    if (counts.compared === counts.plates) return head(say(msg('layersfig.head.packed')), 'none');
    const some = copies.some((c) => c.plates.some((p) => p.state === 'unreadable'));
    return head(say(msg('layersfig.head.part', { n: counts.compared, of: counts.plates })), some ? 'warn' : 'none');
  };
  return {
    stored:
      stored.length === 0
        ? head(say(msg('layersfig.head.no-image')), 'none')
        : missing > 0
          ? head(say(msg('layersfig.head.blobs-missing', { n: missing })), 'crit')
          : parts.some((p) => p.state === 'not-collected' || p.state === 'unreadable')
            ? head(say(msg('layersfig.head.stored-part')), 'none')
            : head(say(msg('layersfig.head.stored')), 'none'),
    unpacked: unpacked(),
    standing: head(
      standing.length === 0 ? say(msg('layersfig.head.nobody')) : say(msg('layersfig.head.standing')),
      'none',
    ),
  };
}

/** What follows from it. */
export function notes(
  { index }: ImageGroups,
  ask: LayersAsk,
  differences: number,
  notDrawn: number,
): readonly string[] {
  const more = notDrawn > 0 ? [say(msg('layersfig.note.more-copies', { n: notDrawn }))] : [];
  const integrity = layerIntegrity(index.model);
  const damaged = ask.copies.map((c) => c.layers.filter((l) => l && integrity.get(l.key)?.verdict === 'damaged'));
  const places = damaged.filter((d) => d.length > 0).length;
  if (places === 0) return more;
  const containerd = ask.copies.filter((c) => c.image?.kind === 'containerd').length;
  const [first] = damaged.flat();
  const overlay = /overlay/.test(index.stores.get(first?.store ?? '')?.driver ?? '');
  return [
    ...more,
    ...(ask.copies.length > 1
      ? [
          say(
            containerd === ask.copies.length
              ? msg('layersfig.note.copies-containerd', { copies: ask.copies.length, damaged: places })
              : msg('layersfig.note.copies', { copies: ask.copies.length, damaged: places }),
          ),
        ]
      : []),
    ...(overlay && differences > 0 ? [say(msg('layersfig.note.host'))] : []),
  ];
}

export const lookedAt = ({ compared, plates, others }: LayersCounts, copies: number): string =>
  say(msg('layersfig.looked-at', { compared, plates, copies, others }));

/** Why plates were not compared, each reason once. */
export function notLookedAt(copies: readonly LayerCopy[]): string {
  const reasons = new Map<string, number>();
  for (const plate of copies.flatMap((c) => c.plates)) {
    if (plate.state !== 'not-collected' && plate.state !== 'unreadable') continue;
    reasons.set(plate.says, (reasons.get(plate.says) ?? 0) + plate.count);
  }
  if (reasons.size === 0) return '';
  const what = [...reasons].map(([because, n]) => say(msg('layersfig.not-compared', { n, because }))).join('; ');
  return say(msg('layersfig.not-looked', { what }));
}
