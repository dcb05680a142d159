import type { MapGauge, MapOwnerShape, MapSlot } from '#shared/derive/device-map.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

/** The alphabet of storage: slots, bricks, gauges. `y` is the middle of a mark. */
interface MarkProps {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

/** Strokes at 45° inside a box: not readable. */
export function Hatched({
  x,
  y,
  width,
  height,
  colour,
  step = 5,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  readonly step?: number;
}) {
  const lines: string[] = [];
  for (let at = -height; at < width; at += step) {
    const from = Math.max(at, 0);
    const to = Math.min(at + height, width);
    if (to > from) lines.push(`M${x + from} ${y + height - (from - at)} L${x + to} ${y + height - (to - at)}`);
  }
  return (
    <g fill="none" stroke={colour}>
      <path d={lines.join(' ')} strokeWidth={1} />
      <rect x={x} y={y} width={width} height={height} strokeWidth={1} />
    </g>
  );
}

/** A thin device: filled when it is active, torn on the owner's side when nobody owns it. 25 × 9. */
export function Slot({
  slot,
  orphan,
  x,
  y,
  theme,
}: {
  readonly slot: MapSlot;
  readonly orphan: boolean;
  readonly x: number;
  readonly y: number;
  readonly theme: Tokens;
}) {
  const top = y - 4.5;
  if (slot === 'group') {
    return (
      <g fill={theme.bg0} stroke={orphan ? theme.warn : theme.tx2} strokeWidth={1}>
        <rect x={x + 3} y={y - 6} width={22} height={8} />
        <rect x={x} y={y - 3} width={22} height={8} />
      </g>
    );
  }
  if (orphan) {
    const torn = `M${x} ${top} h20 l4 2.2 l-4 2.2 l4 2.2 l-4 2.4 h-20 z`;
    return <path d={torn} fill={slot === 'active' ? theme.warn : 'none'} stroke={theme.warn} strokeWidth={1.4} />;
  }
  if (slot === 'unread') return <Hatched x={x} y={top} width={25} height={9} colour={theme.line2} />;
  if (slot === 'failed') {
    return (
      <g fill="none" stroke={theme.crit}>
        <rect x={x} y={top} width={25} height={9} strokeWidth={1.4} />
        <path d={`M${x + 9} ${top + 1} l7 7 M${x + 9} ${top + 8} l7 -7`} strokeWidth={1.8} />
      </g>
    );
  }
  const fill = slot === 'active' ? theme.tx2 : 'none';
  return <rect x={x} y={top} width={25} height={9} fill={fill} stroke={theme.tx2} strokeWidth={1.2} />;
}

/** In a slot or beside a word: nothing can be written. 8 × 9. */
export const LockMark = ({ x, y, colour }: MarkProps) => (
  <g>
    <rect x={x - 4} y={y - 1} width={8} height={6} fill={colour} />
    <path d={`M${x - 2.5} ${y - 1} v-2 a2.5 2.5 0 0 1 5 0 v2`} fill="none" stroke={colour} strokeWidth={1.4} />
  </g>
);

export const PauseMark = ({ x, y, colour }: MarkProps) => (
  <path d={`M${x - 2} ${y - 4} v8 M${x + 2} ${y - 4} v8`} fill="none" stroke={colour} strokeWidth={2} />
);

export const CrossMark = ({ x, y, colour }: MarkProps) => (
  <path d={`M${x - 3.5} ${y - 3.5} l7 7 M${x - 3.5} ${y + 3.5} l7 -7`} fill="none" stroke={colour} strokeWidth={1.8} />
);

export const NearlyMark = ({ x, y, colour }: MarkProps) => (
  <path d={`M${x} ${y - 5} l5.5 9.6 h-11z`} fill="none" stroke={colour} strokeWidth={1.5} />
);

/** Image layer: a stack. */
export const LayerMark = ({ x, y, colour }: MarkProps) => (
  <path
    d={`M${x - 5} ${y - 3} h10 M${x - 5} ${y} h10 M${x - 5} ${y + 3} h10`}
    fill="none"
    stroke={colour}
    strokeWidth={1.5}
  />
);

export const VolumeMark = ({ x, y, colour }: MarkProps) => (
  <rect x={x - 5} y={y - 3.5} width={10} height={7} fill="none" stroke={colour} strokeWidth={1.2} />
);

export const BrickMark = ({ x, y, colour }: MarkProps) => (
  <path d={`M${x - 5} ${y - 3} h10 v6 h-10z M${x - 5} ${y} h10`} fill="none" stroke={colour} strokeWidth={1.2} />
);

/** A disk has a rim; a partition is a slice of it. */
export const DiskMark = ({ x, y, colour, slice }: MarkProps & { readonly slice?: boolean }) => (
  <g fill="none" stroke={colour} strokeWidth={1.2}>
    <rect x={x - 5} y={y - 4.5} width={10} height={9} rx={slice ? 0 : 2.5} />
    <path d={`M${x - 5} ${y - 2} h10`} />
  </g>
);

export const LoopMark = ({ x, y, colour }: MarkProps) => (
  <g fill="none" stroke={colour}>
    <circle cx={x} cy={y} r={4.2} strokeWidth={1.6} />
    <path d={`M${x + 1.2} ${y - 3.4} l3.4 -0.6 l-0.4 -3.6`} strokeWidth={1.4} />
  </g>
);

/** The right end of the chain; nobody has no mark. */
export function OwnerMark({
  shape,
  x,
  y,
  colour,
  paper,
}: MarkProps & { readonly shape: MapOwnerShape; readonly paper: string }) {
  switch (shape) {
    case 'container':
      return (
        <g fill="none" stroke={colour}>
          <rect x={x - 5} y={y - 4.5} width={10} height={9} rx={2} strokeWidth={1.3} />
          <path d={`M${x - 2.2} ${y - 2} v4 M${x} ${y - 2} v4 M${x + 2.2} ${y - 2} v4`} strokeWidth={1} />
        </g>
      );
    case 'layer':
      return <LayerMark x={x} y={y} colour={colour} />;
    case 'snapshot':
      return <rect x={x - 5} y={y - 2} width={10} height={4} fill={paper} stroke={colour} strokeWidth={1.3} />;
    case 'volume':
      return <VolumeMark x={x} y={y} colour={colour} />;
    case 'nobody':
    case 'unknown':
      return null;
  }
}

/**
 * How full something is. Dotted: not collected; hatched: not readable. A wall at the end: nothing more goes in; arrows before it: writes wait.
 * `y` is the top.
 */
export function Gauge({
  gauge,
  waiting,
  x,
  y,
  width,
  height,
  theme,
}: {
  readonly gauge: Pick<MapGauge, 'share' | 'absent' | 'trouble' | 'full' | 'lowWater'>;
  readonly waiting: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly theme: Tokens;
}) {
  if (gauge.share === null && gauge.absent === 'not-collected') {
    return <rect x={x} y={y} width={width} height={height} fill="none" stroke={theme.line2} strokeDasharray="1 3" />;
  }
  if (gauge.share === null) return <Hatched x={x} y={y} width={width} height={height} colour={theme.line2} />;
  const fill = gauge.trouble === 'crit' ? theme.crit : gauge.trouble === 'warn' ? theme.warn : theme.tx2;
  const filled = gauge.share === 0 ? 0 : Math.max(1, gauge.share * width);
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill={theme.bg3} stroke={theme.line2} strokeWidth={0.8} />
      <rect x={x} y={y} width={filled} height={height} fill={fill} />
      {gauge.lowWater === null ? null : (
        <path
          d={`M${x + gauge.lowWater * width} ${y - 2} v${height + 4}`}
          fill="none"
          stroke={theme.tx3}
          strokeWidth={1.2}
        />
      )}
      {gauge.full ? (
        <path d={`M${x + width} ${y - 2} v${height + 4}`} fill="none" stroke={theme.crit} strokeWidth={2.2} />
      ) : null}
      {waiting
        ? [8, 16, 24].map((back) => (
            <path
              key={back}
              d={`M${x + width - back} ${y + 0.6} l4 ${height / 2 - 0.6} l-4 ${height / 2 - 0.6}`}
              fill="none"
              stroke={theme.bg0}
              strokeWidth={1.6}
            />
          ))
        : null}
    </g>
  );
}

/** The outline of a failed pool: its right edge is broken. */
export function brokenBox(x: number, y: number, width: number, height: number): string {
  const teeth = Math.max(4, Math.round(height / 13.5) * 2);
  const step = height / teeth;
  const edge = Array.from({ length: teeth }, (_, i) => `l${i % 2 === 0 ? -6 : 6} ${step}`).join(' ');
  return `M${x} ${y} h${width} ${edge} h${-width} z`;
}
