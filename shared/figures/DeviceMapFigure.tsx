import { escapeForDisplay } from '#shared/base/escape.ts';
import type { DeviceMap } from '#shared/derive/device-map.ts';
import { deviceMapObjects } from '#shared/derive/device-map-objects.ts';
import { CaptionBand, captionHeight } from '#shared/figures/CaptionBand.tsx';
import type { Caption } from '#shared/figures/caption.ts';
import { DeviceMapEdges } from '#shared/figures/device-map-edges.tsx';
import { layoutDeviceMap, mapColumns } from '#shared/figures/device-map-layout.ts';
import type { Interaction } from '#shared/figures/FigureObject.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { PoolBox } from '#shared/figures/PoolBox.tsx';
import { ThinRow } from '#shared/figures/ThinRow.tsx';
import type { Theme, Tokens } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { BackingBrick, DiskBox, OutsideThing } from '#shared/figures/under-pools.tsx';
import { msg, say } from '#shared/messages/index.ts';

export interface DeviceMapFigureProps {
  readonly map: DeviceMap;
  readonly theme: Theme;
  /** Null in an export: no focus, no handlers. */
  readonly interaction: Interaction | null;
  /** A band at the foot; null in the window, whose bars say the same. */
  readonly caption: Caption | null;
  /** Scale of the drawing, 1 = 100 %. */
  readonly zoom?: number;
}

/** One picture from disks (left) to owners (right). The height of a pool is its devices. */
export function DeviceMapFigure({ map, theme, interaction, caption, zoom = 1 }: DeviceMapFigureProps) {
  const colours = tokens[theme];
  const layout = layoutDeviceMap(map);
  const names = new Map(deviceMapObjects(map).map((o) => [o.key, o.name]));
  const bodyHeight = Math.max(layout.height, map.pools.length === 0 ? 60 : 0);
  const height = bodyHeight + (caption ? captionHeight : 0);
  const object = (key: string) => ({ objectKey: key, name: names.get(key) ?? key, interaction, theme: colours });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of named objects; SVG has no fieldset
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={layout.width * zoom}
      height={height * zoom}
      viewBox={`0 0 ${layout.width} ${height}`}
      role="group"
      aria-label={escapeForDisplay(say(msg('devmap.name', { title: map.focus?.title ?? '' })).trim())}
    >
      <rect width={layout.width} height={height} fill={colours.bg0} />
      <Headings map={map} theme={colours} />
      <DeviceMapEdges layout={layout} theme={colours} />
      {layout.disks.map((placed) => (
        <FigureObject {...object(placed.disk.key)} key={placed.disk.key} frame={placed}>
          <DiskBox placed={placed} theme={colours} />
        </FigureObject>
      ))}
      {layout.backing.map((placed) => (
        <FigureObject {...object(placed.backing.key)} key={placed.backing.key} frame={placed}>
          <BackingBrick placed={placed} theme={colours} />
        </FigureObject>
      ))}
      {layout.pools.map((placed) => (
        <FigureObject {...object(placed.pool.key)} key={placed.pool.key} frame={placed}>
          <PoolBox placed={placed} theme={colours} />
        </FigureObject>
      ))}
      {layout.rows.map((placed) => (
        <FigureObject
          {...object(placed.row.key)}
          key={placed.row.key}
          frame={{ ...placed, y: placed.y + 2, height: placed.height - 4 }}
          expandable={placed.row.count > 1}
        >
          <ThinRow placed={placed} theme={colours} />
        </FigureObject>
      ))}
      {layout.outside.map((placed) => (
        <FigureObject {...object(placed.thing.key)} key={placed.thing.key} frame={placed}>
          <OutsideThing placed={placed} theme={colours} />
        </FigureObject>
      ))}
      <Foot map={map} layout={layout} theme={colours} />
      {caption ? (
        <CaptionBand
          caption={caption}
          counts={deviceMapCounts(map)}
          y={bodyHeight}
          width={layout.width}
          theme={colours}
        />
      ) : null}
    </svg>
  );
}

/** `8 of 8 pools · 60 of 60 thin devices: 33 as rows, 27 in 5 groups · 2 pool lists not read`. */
export function deviceMapCounts({ counts }: DeviceMap): string {
  const drawn = msg('devmap.counts', {
    pools: counts.poolsDrawn,
    allPools: counts.pools,
    full: counts.inFull,
    all: counts.devices,
    grouped: counts.inGroups,
    groups: counts.groups,
    left: counts.leftOut,
  });
  const lists = counts.listsNotRead > 0 ? [say(msg('devmap.lists-not-read', { n: counts.listsNotRead }))] : [];
  return [say(drawn), ...lists].join(' · ');
}

/** Numbered, so that a colleague can write "see 3". */
function Headings({ map, theme }: { readonly map: DeviceMap; readonly theme: Tokens }) {
  if (map.pools.length === 0) {
    const { pools, devices } = map.counts;
    const text = pools === 0 ? msg('devmap.no-pools') : msg('devmap.no-trouble', { pools, devices });
    return <Label x={mapColumns.disk.x} y={36} text={say(text)} size={13} fill={theme.tx2} />;
  }
  const heads = [
    [mapColumns.disk.x, msg('devmap.head-disk')],
    [mapColumns.backing.x, msg('devmap.head-backing')],
    [mapColumns.pool.x, msg('devmap.head-pool')],
    [696, msg('devmap.head-device')],
    [824, msg('devmap.head-owner')],
    [1000, msg('devmap.head-mapped')],
    [1126, msg('devmap.head-held')],
  ] as const;
  return heads.map(([x, text], i) => (
    <g key={x}>
      <Label
        x={x}
        y={15}
        text={i < 5 ? `${i + 1} ${say(text)}` : say(text)}
        face="sans500"
        size={11}
        fill={theme.tx3}
      />
    </g>
  ));
}

/** What belongs to no pool, and what was not read. */
function Foot({
  map,
  layout,
  theme,
}: {
  readonly map: DeviceMap;
  readonly layout: ReturnType<typeof layoutDeviceMap>;
  readonly theme: Tokens;
}) {
  const last = layout.outside.at(-1);
  return (
    <g>
      {map.outside.length > 0 || map.outsideMore > 0 ? (
        <Label
          x={mapColumns.disk.x}
          y={layout.outsideY + 11}
          text={say(msg('devmap.outside'))}
          face="sans500"
          size={11}
          fill={theme.tx3}
        />
      ) : null}
      {map.outsideMore > 0 ? (
        <Label
          x={last ? last.x + last.width + 24 : mapColumns.backing.x}
          y={(last?.y ?? layout.outsideY) + 11}
          text={say(msg('devmap.outside-more', { n: map.outsideMore }))}
          size={11}
          fill={theme.tx3}
        />
      ) : null}
      {map.notRead.length > 0 ? (
        <Label
          x={mapColumns.disk.x}
          y={layout.notReadY}
          text={say(msg('hops.not-looked', { what: map.notRead.join('; ') }))}
          size={11}
          fill={theme.warn}
          room={mapColumns.width - 32}
        />
      ) : null}
    </g>
  );
}
