import type { LayerRow, PartState, StoredBox } from '#shared/derive/layers-figure.ts';
import { Label } from '#shared/figures/Label.tsx';
import { layerColumns } from '#shared/figures/layers-layout.ts';
import { StackedEdge } from '#shared/figures/StackedEdge.tsx';
import { Hatched } from '#shared/figures/storage-marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';

const { x, width } = layerColumns.stored;

interface PartProps {
  readonly y: number;
  readonly height: number;
  readonly theme: Tokens;
}

/** The outline says how it is known: dotted not looked for, hatched not readable, dashed and red where it is gone. */
export function Part({
  y,
  height,
  state,
  strong,
  theme,
}: PartProps & { readonly state: PartState; readonly strong?: boolean }) {
  if (state === 'unreadable') {
    return (
      <g>
        <rect x={x} y={y} width={width} height={height} fill={theme.bg1} stroke={theme.warn} strokeWidth={1.2} />
        <Hatched x={x + width - 44} y={y + 6} width={36} height={height - 12} colour={theme.warn} />
      </g>
    );
  }
  const look = {
    present: { stroke: theme.line2, dash: undefined, width: strong ? 1.8 : 1 },
    none: { stroke: theme.line, dash: undefined, width: 1 },
    'not-collected': { stroke: theme.line2, dash: '1 3', width: 1 },
    missing: { stroke: theme.crit, dash: '5 3', width: 1.8 },
  }[state];
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      fill={state === 'present' ? theme.bg1 : 'none'}
      stroke={strong ? theme.tx2 : look.stroke}
      strokeWidth={look.width}
      {...(look.dash ? { strokeDasharray: look.dash } : {})}
    />
  );
}

/** Image, manifest, configuration: one box each, and on the arrow the field that names the next. */
export function StoredBoxFigure({
  box,
  y,
  height,
  next,
  theme,
}: PartProps & { readonly box: StoredBox; readonly next: number | null }) {
  const title = box.state === 'none' || box.state === 'not-collected' ? theme.tx3 : theme.tx1;
  return (
    <g>
      <Part y={y} height={height} state={box.state} theme={theme} />
      <Label x={x + 10} y={y + 15} text={box.kind} size={11} fill={theme.tx3} />
      <Label
        x={x + width - (box.state === 'unreadable' ? 52 : 10)}
        y={y + 15}
        text={box.because || box.aside}
        size={11}
        fill={box.state === 'missing' ? theme.crit : theme.tx2}
        anchor="end"
        room={width - 80}
      />
      <Label
        x={x + 10}
        y={y + 31}
        text={box.title}
        face={box.state === 'present' || box.state === 'missing' ? 'mono500' : 'sans400'}
        size={12}
        fill={title}
        room={width - 90}
      />
      <Label
        x={x + width - 10}
        y={y + 31}
        text={box.size}
        face="mono"
        size={11}
        fill={theme.tx2}
        anchor="end"
        room={80}
      />
      {next === null ? null : (
        <g>
          <path d={`M${x + 44} ${y + height} V${next - 6}`} stroke={theme.line2} strokeWidth={1.4} fill="none" />
          <path d={`M${x + 40} ${next - 7} h8 l-4 6z`} fill={theme.line2} />
          <Label x={x + 58} y={y + height + 16} text={box.link} size={11} fill={theme.tx3} room={width - 60} />
        </g>
      )}
    </g>
  );
}

/** One layer as the configuration lists it; a group has a second edge behind it and says how many. */
export function LayerRowFigure({ row, y, height, theme }: PartProps & { readonly row: LayerRow }) {
  if (row.count > 1) {
    return (
      <g>
        <StackedEdge x={x} y={y} width={width} height={height} theme={theme} />
        <Part y={y} height={height} state={row.state} theme={theme} />
        <Label x={x + 10} y={y + 18} text={row.title} face="sans500" fill={theme.tx1} room={150} />
        <Label
          x={x + width - 10}
          y={y + 18}
          text={`${row.line}, …`}
          face="mono"
          size={10.5}
          fill={theme.tx3}
          anchor="end"
          room={165}
        />
      </g>
    );
  }
  return (
    <g>
      <Part y={y} height={height} state={row.state} strong={row.asked} theme={theme} />
      <Label
        x={x + 10}
        y={y + 15}
        text={row.title}
        face={row.state === 'none' ? 'sans400' : 'mono500'}
        size={12}
        fill={row.state === 'none' ? theme.tx3 : theme.tx1}
        room={130}
      />
      <Label
        x={x + width - (row.state === 'unreadable' ? 52 : 10)}
        y={y + 15}
        text={row.aside}
        size={11}
        fill={theme.tx2}
        anchor="end"
        room={width - 120}
      />
      <Label x={x + 10} y={y + 31} text={row.line} size={10.5} face="mono" fill={theme.tx3} room={width - 20} />
    </g>
  );
}
