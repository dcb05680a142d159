import type { DeviceMap } from '#shared/derive/device-map.ts';
import { deviceMapObjects } from '#shared/derive/device-map-objects.ts';
import { DeviceMapEdges } from '#shared/figures/device-map-edges.tsx';
import { layoutDeviceMap, mapColumns } from '#shared/figures/device-map-layout.ts';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame, objectsOf } from '#shared/figures/FigureFrame.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { PoolBox } from '#shared/figures/PoolBox.tsx';
import { ThinRow } from '#shared/figures/ThinRow.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { BackingBrick, DiskBox, OutsideThing } from '#shared/figures/under-pools.tsx';
import { msg, say } from '#shared/messages/index.ts';

export interface DeviceMapFigureProps extends FigureProps {
  readonly map: DeviceMap;
}

/** One picture from disks (left) to owners (right). The height of a pool is its devices. */
export function DeviceMapFigure({ map, ...as }: DeviceMapFigureProps) {
  const colours = tokens[as.theme];
  const layout = layoutDeviceMap(map);
  const object = objectsOf(deviceMapObjects(map), as);
  return (
    <FigureFrame
      {...as}
      name={say(msg('devmap.name', { title: map.focus?.title ?? '' })).trim()}
      width={layout.width}
      height={Math.max(layout.height, map.pools.length === 0 ? 60 : 0)}
      counts={deviceMapCounts(map)}
    >
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
    </FigureFrame>
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
