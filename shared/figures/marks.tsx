import type { Door } from '#shared/derive/namespace-figure.ts';
import type { HoldMark } from '#shared/derive/view-types.ts';
import { Label } from '#shared/figures/Label.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';

/**
 * The alphabet of the figures. Every mark is drawn round its middle (x, y), fits a square of 14 px and
 * is told from the others without colour.
 */
interface MarkProps {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

/** What keeps a namespace or a device: each of these has another cure. */
export function HoldMarkShape({ mark, x, y, colour }: MarkProps & { readonly mark: HoldMark }) {
  switch (mark) {
    case 'process':
      return <rect x={x - 4.5} y={y - 4.5} width={9} height={9} fill={colour} />;
    case 'thread':
      return (
        <g fill="none" stroke={colour}>
          <rect x={x - 4.5} y={y - 4.5} width={9} height={9} strokeWidth={1.4} />
          <path d={`M${x} ${y - 4.5} v9`} strokeWidth={2.4} />
        </g>
      );
    case 'nsfs':
      return (
        <g>
          <circle cx={x} cy={y - 3} r={3.2} fill={colour} />
          <path d={`M${x} ${y - 1} v7`} fill="none" stroke={colour} strokeWidth={1.8} />
        </g>
      );
    case 'fd':
      return (
        <path d={`M${x - 3} ${y - 5} v5 a3.4 3.4 0 1 0 6.8 0 v-2`} fill="none" stroke={colour} strokeWidth={1.8} />
      );
    case 'cwd':
      return (
        <path
          d={`M${x - 6} ${y + 4.5} v-9 h4.5 l1.5 2 h6 v7 z`}
          fill="none"
          stroke={colour}
          strokeWidth={1.4}
          strokeLinejoin="miter"
        />
      );
    case 'detached':
      return (
        <rect
          x={x - 6}
          y={y - 4}
          width={12}
          height={8}
          fill="none"
          stroke={colour}
          strokeWidth={1.4}
          strokeDasharray="2 2"
        />
      );
    case 'loop':
      return (
        <g>
          <path d={`M${x + 4.2} ${y - 2.6} a5 5 0 1 1 -3.4 -2.2`} fill="none" stroke={colour} strokeWidth={1.6} />
          <path d={`M${x + 0.2} ${y - 7.4} l4.6 2.6 l-4.6 2.6z`} fill={colour} />
        </g>
      );
    case 'swap':
      return (
        <g>
          <path d={`M${x - 5} ${y - 2} h8 M${x + 5} ${y + 2} h-8`} fill="none" stroke={colour} strokeWidth={1.4} />
          <path d={`M${x + 2} ${y - 5} l4 3 l-4 3z M${x - 2} ${y - 1} l-4 3 l4 3z`} fill={colour} />
        </g>
      );
    case 'dm':
      return (
        <g fill="none" stroke={colour} strokeWidth={1.4}>
          <rect x={x - 5.5} y={y - 4.5} width={11} height={9} />
          <path d={`M${x - 5.5} ${y} h11 M${x} ${y - 4.5} v4.5`} />
        </g>
      );
  }
}

/**
 * The door on a mount's left edge: ● shared n, ▶ slave, ▶● both, a wall when private, a wall with × when
 * unbindable, ? when the propagation could not be read. `x` is the edge, `y` the row's middle.
 */
export function DoorMark({ door, x, y, colour, text }: MarkProps & { readonly door: Door; readonly text: string }) {
  const { shared, master, unbindable, unknown } = door;
  if (unknown) return <Label x={x + 3} y={y + 4} text="?" face="sans600" fill={text} />;
  if (shared === null && master === null) {
    return (
      <g>
        <path d={`M${x + 1} ${y - 5} v10`} fill="none" stroke={colour} strokeWidth={3} />
        {unbindable ? (
          <path d={`M${x + 5} ${y - 3} l6 6 M${x + 11} ${y - 3} l-6 6`} fill="none" stroke={colour} strokeWidth={1.4} />
        ) : null}
      </g>
    );
  }
  const at = master === null ? x + 1 : x + 13;
  return (
    <g>
      {master === null ? null : <Wedge x={x} y={y} colour={colour} />}
      {shared === null ? null : <circle cx={at} cy={y} r={4.2} fill={colour} />}
      {shared === null ? null : <Label x={at + 8} y={y + 4} text={String(shared)} face="mono" fill={text} />}
    </g>
  );
}

/** A slave: what happens at the master comes in. */
export const Wedge = ({ x, y, colour }: MarkProps) => (
  <path d={`M${x - 3.5} ${y - 4.5} l7 4.5 l-7 4.5z`} fill={colour} />
);

/** ◆ critical, ▲ high, △ medium, ○ low, – info: readable at 12 px in grey. */
export function SeverityMark({
  severity,
  x,
  y,
  theme,
}: {
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
  readonly x: number;
  readonly y: number;
  readonly theme: Tokens;
}) {
  switch (severity) {
    case 'critical':
      return <path d={`M${x} ${y - 6} l6 6 l-6 6 l-6 -6z`} fill={theme.crit} />;
    case 'high':
      return <path d={`M${x} ${y - 5.5} l6 10.5 h-12z`} fill={theme.warn} />;
    case 'medium':
      return <path d={`M${x} ${y - 4.5} l5 9 h-10z`} fill="none" stroke={theme.warn} strokeWidth={1.5} />;
    case 'low':
      return <circle cx={x} cy={y} r={4.2} fill="none" stroke={theme.tx2} strokeWidth={1.5} />;
    case 'info':
      return <path d={`M${x - 5} ${y} h10`} fill="none" stroke={theme.tx2} strokeWidth={2} />;
  }
}

/** Not readable: strokes over the place where the thing would be. */
export const Hatching = ({
  x,
  y,
  width,
  height,
  colour,
}: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: string;
}) => {
  const strokes = Array.from({ length: Math.floor((height - width) / 4) + 1 }, (_, i) => y + width + i * 4);
  return (
    <path
      d={strokes.map((from) => `M${x} ${from} l${width} -${width}`).join(' ')}
      fill="none"
      stroke={colour}
      strokeWidth={1.6}
    />
  );
};

/** Container: a box with contents. */
export const ContainerMark = ({ x, y, colour }: MarkProps) => (
  <g fill="none" stroke={colour}>
    <rect x={x - 5} y={y - 4.5} width={10} height={9} rx={2} strokeWidth={1.3} />
    <path d={`M${x - 2.2} ${y - 2} v4 M${x} ${y - 2} v4 M${x + 2.2} ${y - 2} v4`} strokeWidth={1} />
  </g>
);

/** Where propagation stopped: a line, a thick wall 14 px before the door, then dots. */
export const StopWall = ({
  x1,
  x2,
  y,
  theme,
}: {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly theme: Tokens;
}) => (
  <g fill="none">
    <path d={`M${x1} ${y} H${x2 - 22}`} stroke={theme.line2} strokeWidth={1.6} />
    <path d={`M${x2 - 21} ${y - 7} v14`} stroke={theme.tx1} strokeWidth={3} />
    <path d={`M${x2 - 16} ${y} H${x2 - 5}`} stroke={theme.line2} strokeWidth={1} strokeDasharray="1 3" />
  </g>
);

/** The one curve of a picture: from a row to what it keeps open. */
export const FaultCurve = ({
  x1,
  y1,
  x2,
  y2,
  colour,
}: {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly colour: string;
}) => {
  const reach = (x2 - x1) * 0.66;
  return (
    <path
      d={`M${x1} ${y1} C${x1 + reach} ${y1} ${x2 - reach} ${y2} ${x2} ${y2}`}
      fill="none"
      stroke={colour}
      strokeWidth={2.2}
    />
  );
};
