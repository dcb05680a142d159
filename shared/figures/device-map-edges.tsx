import type { DeviceMapLayout } from '#shared/figures/device-map-layout.ts';
import { mapColumns, middleOf } from '#shared/figures/device-map-layout.ts';
import { Label } from '#shared/figures/Label.tsx';
import { shownWidth } from '#shared/figures/shown-width.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

const slotX = 698;

/** Disk to brick, brick to its gauge, pool to its slots; brackets of snapshots; dashes from an external origin. */
export function DeviceMapEdges({ layout, theme }: { readonly layout: DeviceMapLayout; readonly theme: Tokens }) {
  const diskOfPool = new Map(layout.disks.flatMap(({ disk }) => disk.pools.map((key) => [key, disk.key] as const)));
  return (
    <g fill="none">
      {layout.backing.map((placed) => {
        const { backing, pool } = placed;
        const y = middleOf(placed);
        const end = backing.role === 'data' ? pool.dataY : pool.metadataY;
        // A brick on another disk than its pool's data has no line to this one: that would be untrue.
        const same = backing.disk !== '' && diskOfPool.get(pool.pool.key) === `disk:${backing.disk}`;
        const right = placed.x + placed.width;
        return (
          <g key={backing.key}>
            {same ? (
              <path
                d={`M${mapColumns.disk.x + mapColumns.disk.width} ${y} H${placed.x}`}
                stroke={theme.line2}
                strokeWidth={0.8}
              />
            ) : null}
            {backing.role === 'external-origin' ? null : (
              <path
                d={`M${right} ${y} C${right + 20} ${y} ${right + 20} ${end} ${pool.x} ${end}`}
                stroke={backing.fault ? theme.crit : theme.line2}
                strokeWidth={backing.role === 'data' ? 2.6 : 1.2}
              />
            )}
          </g>
        );
      })}
      {layout.trunks.map(({ pool, from, to }) => {
        const y = pool.y + 26;
        return (
          <path
            key={pool.pool.key}
            d={`M${pool.x + pool.width} ${y} H${mapColumns.trunk} M${mapColumns.trunk} ${Math.min(from, y)} V${Math.max(to, y)}`}
            stroke={theme.line2}
            strokeWidth={1.2}
          />
        );
      })}
      {layout.rows.map((placed) => (
        <path
          key={placed.row.key}
          d={`M${mapColumns.trunk} ${middleOf(placed)} H692`}
          stroke={theme.line2}
          strokeWidth={0.8}
        />
      ))}
      <Brackets layout={layout} theme={theme} />
      <Origins layout={layout} theme={theme} />
    </g>
  );
}

/** From a snapshot to its origin, left of the slots. An origin inside a group has no bracket: the row's word says it. */
function Brackets({ layout, theme }: { readonly layout: DeviceMapLayout; readonly theme: Tokens }) {
  const places = new Map(layout.rows.map((r) => [r.row.key, r]));
  return layout.rows.map((placed) => {
    const origin = placed.row.snapshotOf === null ? undefined : places.get(placed.row.snapshotOf);
    return origin ? (
      <path
        key={placed.row.key}
        d={`M${slotX - 1} ${middleOf(placed)} h-3 V${middleOf(origin)} h3`}
        stroke={theme.tx2}
        strokeWidth={1.2}
      />
    ) : null;
  });
}

/** Round the pool, because it is not in it. */
function Origins({ layout, theme }: { readonly layout: DeviceMapLayout; readonly theme: Tokens }) {
  const rows = new Map(layout.rows.map((r) => [r.row.key, r]));
  return layout.backing.map((placed) => {
    const { backing, pool } = placed;
    const row = backing.originOf === null ? undefined : rows.get(backing.originOf);
    if (backing.role !== 'external-origin' || !row) return null;
    const below = Math.max(pool.y + pool.height, placed.y + placed.height) + 7;
    const text = say(msg('devmap.external-origin', { of: row.row.idText }));
    return (
      <g key={backing.key}>
        <path
          d={`M${placed.x + placed.width} ${middleOf(placed)} H392 V${below} H668 V${middleOf(row)} H692`}
          stroke={theme.line2}
          strokeWidth={1.2}
          strokeDasharray="5 3"
        />
        <rect x={pool.x + 20} y={below - 5} width={shownWidth(text, 'sans400', 11) + 8} height={10} fill={theme.bg0} />
        <Label x={pool.x + 24} y={below + 4} text={text} size={11} fill={theme.tx3} />
      </g>
    );
  });
}
