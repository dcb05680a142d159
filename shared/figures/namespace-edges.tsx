import { escapeForDisplay } from '#shared/base/escape.ts';
import type { FigureEdge, NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { Label } from '#shared/figures/Label.tsx';
import { FaultCurve, StopWall } from '#shared/figures/marks.tsx';
import type { Anchor, NamespaceLayout } from '#shared/figures/namespace-layout.ts';
import { columns } from '#shared/figures/namespace-layout.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

interface Props {
  readonly figure: NamespaceFigure;
  readonly layout: NamespaceLayout;
  readonly theme: Tokens;
}

interface Placed {
  readonly edge: FigureEdge;
  readonly from: Anchor;
  readonly to: Anchor;
}

/** x of the bus that carries the unmount to the right, and of the first lane of "keeps alive". */
const busX = 540;
const keepsX = 500;

/** Everything between the columns: structure in right angles, the fault as the one kind of curve. */
export function NamespaceEdges({ figure, layout, theme }: Props) {
  const placed = figure.edges.flatMap((edge): Placed[] => {
    const from = layout.anchors.get(edge.from);
    const to = layout.anchors.get(edge.to);
    return from && to ? [{ edge, from, to }] : [];
  });
  const of = (...kinds: readonly FigureEdge['kind'][]) => placed.filter((p) => kinds.includes(p.edge.kind));
  const isLine = (p: Placed) => p.to.left === columns.lines.x;
  const spread = of('slave', 'peer');
  const bus = [...of('stopped'), ...spread.filter((p) => !isLine(p))];
  return (
    <g>
      {/* The bus is drawn over the gap that a crossing line leaves for it. */}
      <Keeps edges={of('keeps').filter((p) => p.to.left !== columns.kept.x)} bus={busSpan(bus)} theme={theme} />
      <Bus edges={bus} below={figure.below} theme={theme} />
      <Reached edges={spread.filter(isLine)} theme={theme} />
      {of('keeps')
        .filter((p) => p.to.left === columns.kept.x)
        .map(({ edge, from, to }) => (
          <g key={edge.key} fill="none" stroke={theme.tx2} strokeWidth={1.2}>
            <path d={`M${from.right} ${from.y} H${to.left - 35} V${to.y} H${to.left}`} />
            <circle cx={from.right} cy={from.y} r={2.6} fill={theme.tx2} stroke="none" />
            <circle cx={to.left} cy={to.y} r={2.6} fill={theme.tx2} stroke="none" />
          </g>
        ))}
      {of('fault').map(({ edge, from, to }) => (
        <g key={edge.key} data-edge={escapeForDisplay(edge.key)}>
          <FaultCurve x1={from.right} y1={from.y} x2={to.left} y2={to.y} colour={theme.crit} />
        </g>
      ))}
    </g>
  );
}

/** From where to where the bus runs; a line that crosses it leaves a gap. */
function busSpan(edges: readonly Placed[]): { readonly top: number; readonly bottom: number } | null {
  const [first] = edges;
  if (!first) return null;
  const ys = [first.from.y, ...edges.map((e) => e.to.y)];
  return { top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Down the left side: from the mount below which the unmount ran to every namespace that it reached. */
function Reached({ edges, theme }: { readonly edges: readonly Placed[]; readonly theme: Tokens }) {
  const first = edges[0];
  const last = edges[edges.length - 1];
  if (!first || !last) return null;
  const x = first.from.left;
  return (
    <g fill="none" stroke={theme.line2} strokeWidth={1.3}>
      <path d={`M${x - 4} ${first.from.y} H${x - 8} V${first.to.y - 13} H${x + 12} V${last.to.y}`} />
      {edges.map(({ edge, to }) => (
        <g key={edge.key}>
          <path d={`M${x + 12} ${to.y} H${to.left - (edge.kind === 'slave' ? 6 : 4)}`} />
          {edge.kind === 'slave' ? (
            <path d={`M${to.left - 10} ${to.y - 4} l6 4 l-6 4z`} fill={theme.line2} stroke="none" />
          ) : null}
        </g>
      ))}
    </g>
  );
}

/** To the right: from that mount to the doors that let it in, or to the wall before those that do not. */
function Bus({
  edges,
  below,
  theme,
}: {
  readonly edges: readonly Placed[];
  readonly below: string | null;
  readonly theme: Tokens;
}) {
  const start = edges[0]?.from;
  if (!start) return null;
  const ys = [start.y, ...edges.map((e) => e.to.y)];
  return (
    <g>
      <path
        d={`M${start.right} ${start.y} H${busX} M${busX} ${Math.min(...ys)} V${Math.max(...ys)}`}
        fill="none"
        stroke={theme.line2}
        strokeWidth={1.6}
      />
      {below === null ? null : (
        <Label
          x={start.right + 8}
          y={start.y - 8}
          text={say(msg('figure.unmount-below', { path: below }))}
          size={10.5}
          fill={theme.tx2}
          room={busX - start.right - 14}
        />
      )}
      {edges.map(({ edge, to }) =>
        edge.kind === 'stopped' ? (
          <g key={edge.key}>
            <StopWall x1={busX} x2={to.left} y={to.y} theme={theme} />
            <Label
              x={to.left - 24}
              y={to.y - 9}
              text={edge.label}
              size={10.5}
              fill={theme.tx2}
              anchor="end"
              room={to.left - busX - 30}
            />
          </g>
        ) : (
          <g key={edge.key}>
            <path d={`M${busX} ${to.y} H${to.left - 6}`} fill="none" stroke={theme.line2} strokeWidth={1.6} />
            {edge.kind === 'slave' ? <path d={`M${to.left - 10} ${to.y - 4} l6 4 l-6 4z`} fill={theme.line2} /> : null}
            <Label
              x={to.left - 12}
              y={to.y - 8}
              text={edge.label}
              size={10.5}
              fill={theme.tx2}
              anchor="end"
              room={to.left - busX - 18}
            />
          </g>
        ),
      )}
    </g>
  );
}

/** Thin lines with a dot at both ends: who keeps a namespace alive in which nobody lives. The lowest target has the outermost lane. */
function Keeps({
  edges,
  bus,
  theme,
}: {
  readonly edges: readonly Placed[];
  readonly bus: { readonly top: number; readonly bottom: number } | null;
  readonly theme: Tokens;
}) {
  const sorted = [...edges].sort((a, b) => a.to.y - b.to.y || a.from.y - b.from.y);
  const step = Math.min(22, 64 / Math.max(1, sorted.length - 1));
  const leftward = columns.holding.x;
  return (
    <g>
      {sorted.map(({ edge, from, to }, i) => {
        const inside = from.left === leftward;
        const x = inside ? leftward - 12 - (i % 4) * 5 : keepsX - i * step;
        const startX = inside ? from.left : from.right;
        return (
          <g key={edge.key}>
            <g fill="none" stroke={theme.tx2} strokeWidth={1.2}>
              <path d={`M${startX} ${from.y} H${x} V${to.y} H${to.left}`} />
            </g>
            <circle cx={startX} cy={from.y} r={2.6} fill={theme.tx2} />
            <circle cx={to.left} cy={to.y} r={2.6} fill={theme.tx2} />
            {inside || !bus || to.y <= bus.top || to.y >= bus.bottom ? null : (
              <rect x={busX - 5} y={to.y - 6} width={10} height={12} fill={theme.bg0} />
            )}
            <Label x={x + 6} y={to.y - 5} text={edge.label} size={10.5} fill={theme.tx2} room={busX - x - 8} />
          </g>
        );
      })}
    </g>
  );
}
