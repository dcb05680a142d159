import { isAbsent } from '#shared/base/absent.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { isInferredNamespace } from '#shared/base/namespace-number.ts';
import type { MountRowInBox } from '#shared/derive/namespace-figure.ts';
import type { Interaction } from '#shared/figures/FigureObject.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { DoorMark, Hatching, HoldMarkShape } from '#shared/figures/marks.tsx';
import type { PlacedBox } from '#shared/figures/namespace-layout.ts';
import { lidHeight } from '#shared/figures/namespace-layout.ts';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

interface Props {
  readonly placed: PlacedBox;
  readonly names: ReadonlyMap<string, string>;
  /** It holds what was asked for: a stronger outline. */
  readonly strong: boolean;
  readonly interaction: Interaction | null;
  readonly theme: Tokens;
}

/** A mount namespace in full, dashed where it was inferred: the lid (filled when somebody lives there), mounts as rows with their doors, keepers at the foot. */
export function NamespaceBoxFigure({ placed, names, strong, interaction, theme }: Props) {
  const { box, x, y, width, height } = placed;
  const dashes = isInferredNamespace(box.inode) ? { strokeDasharray: '5 3' } : {};
  const outline = {
    ...(strong ? { stroke: theme.tx2, strokeWidth: 1.2 } : { stroke: theme.line2, strokeWidth: 1 }),
    ...dashes,
  };
  const idEnd = x + idColumn(placed);
  const asideRoom = width * 0.4;
  const asideWidth = Math.min(asideRoom, textWidth(escapeForDisplay(box.aside), 'sans400', strong ? 10.5 : 12));
  const object = (key: string, frameY: number, frameHeight: number) => ({
    objectKey: key,
    name: names.get(key) ?? key,
    interaction,
    theme,
    frame: { x: x + 3, y: frameY + 3, width: width - 6, height: frameHeight - 6 },
  });
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill={theme.bg1} {...outline} />
      <FigureObject {...object(box.key, y, height)} frame={{ x, y, width, height }} key={box.key}>
        <rect x={x} y={y} width={width} height={lidHeight} fill={box.inhabited ? theme.bg3 : theme.bg1} {...outline} />
        <HoldMarkShape mark={box.mark} x={x + 14} y={y + 13} colour={theme.tx1} />
        <Label
          x={x + 28}
          y={y + 17}
          text={say(msg('namespace.short', { number: box.inode }))}
          face="mono500"
          fill={theme.tx1}
        />
        <Label
          x={x + 112}
          y={y + 17}
          text={box.title}
          face="sans500"
          fill={theme.tx1}
          room={width - 112 - asideWidth - 20}
        />
        <Label
          x={x + width - 8}
          y={y + 17}
          text={box.aside}
          size={strong ? 10.5 : 12}
          fill={theme.tx3}
          anchor="end"
          room={asideRoom}
        />
      </FigureObject>
      {placed.unreadY === null || !isAbsent(box.totalMounts) ? null : (
        <g>
          <Hatching x={x} y={placed.unreadY - 10} width={12} height={20} colour={theme.warn} />
          <Label
            x={x + 28}
            y={placed.unreadY + 4}
            text={say(msg('namespace.not-read-because', { because: box.totalMounts.because }))}
            fill={theme.warn}
            room={width - 40}
          />
        </g>
      )}
      {placed.rows.map(({ row, y: middle }, i) => (
        <FigureObject {...object(row.key, middle - placed.pitch / 2, placed.pitch)} key={row.key}>
          {i > 0 && row.depth > (placed.rows[i - 1]?.row.depth ?? 0) ? (
            <path
              d={`M${idEnd - 13} ${middle - placed.pitch + 8} V${middle - 9}`}
              fill="none"
              stroke={theme.line2}
              strokeWidth={1}
            />
          ) : null}
          <MountRow
            row={row}
            x={x}
            y={middle}
            width={width}
            idEnd={idEnd}
            strong={strong || row.label === '/'}
            theme={theme}
          />
        </FigureObject>
      ))}
      {placed.moreY === null ? null : (
        <g>
          <Label
            x={idEnd + 8}
            y={placed.moreY + 4}
            text={say(msg('figure.other-mounts', { n: box.moreMounts }))}
            fill={theme.tx3}
          />
          {typeof box.totalMounts === 'number' && !strong ? (
            <Label
              x={x + width - 8}
              y={placed.moreY + 4}
              text={say(msg('figure.in-all', { n: box.totalMounts }))}
              size={10.5}
              fill={theme.tx3}
              anchor="end"
            />
          ) : null}
        </g>
      )}
      {placed.separatorY === null ? null : (
        <path d={`M${x} ${placed.separatorY} H${x + width}`} stroke={theme.line} strokeWidth={1} />
      )}
      {placed.keepers.map(({ keeper, y: middle }) => (
        <FigureObject {...object(keeper.key, middle - placed.pitch / 2, placed.pitch)} key={keeper.key}>
          <HoldMarkShape mark="process" x={x + 14} y={middle} colour={theme.tx2} />
          <Label x={x + 26} y={middle + 4} text={keeper.title} face="mono" fill={theme.tx1} room={150} />
          <Label
            x={x + width - 8}
            y={middle + 4}
            text={keeper.says}
            size={10.5}
            fill={theme.tx3}
            anchor="end"
            room={width - 190}
          />
        </FigureObject>
      ))}
    </g>
  );
}

/** Right end of the mount ids, from the box's edge: a door with a long group number pushes them to the right. */
function idColumn({ rows }: PlacedBox): number {
  const doors = rows.map(({ row: { door, mountId } }) => {
    const number = door.shared === null ? 0 : textWidth(String(door.shared), 'mono', 11);
    const start = door.shared === null ? 6 : door.master === null ? 9 : 21;
    return start + number + 8 + textWidth(String(mountId ?? ''), 'mono', 11);
  });
  return Math.max(62, ...doors);
}

function MountRow({
  row,
  x,
  y,
  width,
  idEnd,
  strong,
  theme,
}: {
  readonly row: MountRowInBox;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly idEnd: number;
  readonly strong: boolean;
  readonly theme: Tokens;
}) {
  const fault = row.role === 'fault';
  const gone = row.role === 'gone';
  const room = x + width - idEnd - 16;
  const asideRoom = Math.max(room - textWidth(escapeForDisplay(row.label), 'mono', 11) - 10, room * 0.45);
  const asideWidth = Math.min(asideRoom, textWidth(escapeForDisplay(row.aside), 'sans400', 10.5));
  return (
    <g>
      {fault ? <rect x={x} y={y - 9} width={width} height={18} fill={theme.critbg} /> : null}
      {gone ? (
        <rect
          x={x + 4}
          y={y - 9}
          width={width - 8}
          height={18}
          fill="none"
          stroke={theme.line2}
          strokeWidth={1}
          strokeDasharray="5 3"
        />
      ) : (
        <DoorMark door={row.door} x={x} y={y} colour={fault ? theme.crit : theme.tx2} text={theme.tx2} />
      )}
      {row.mountId === null ? null : (
        <Label x={idEnd} y={y + 4} text={String(row.mountId)} face="mono" fill={theme.tx3} anchor="end" />
      )}
      <Label
        x={idEnd + 8}
        y={y + 4}
        text={row.label}
        face={gone || !strong ? 'mono' : 'mono500'}
        fill={gone ? theme.tx2 : theme.tx1}
        room={room - asideWidth - 10}
        cut="start"
      />
      <Label
        x={x + width - (gone ? 10 : 8)}
        y={y + 4}
        text={row.aside}
        size={10.5}
        fill={gone ? theme.tx2 : theme.tx3}
        anchor="end"
        room={asideRoom}
      />
    </g>
  );
}
