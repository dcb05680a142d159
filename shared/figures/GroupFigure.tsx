import { escapeForDisplay } from '#shared/base/escape.ts';
import { isInferredNamespace } from '#shared/base/namespace-number.ts';
import type { NamespaceGroup, NamespaceLine } from '#shared/derive/namespace-figure.ts';
import { Label } from '#shared/figures/Label.tsx';
import { DoorMark } from '#shared/figures/marks.tsx';
import type { Frame } from '#shared/figures/namespace-layout.ts';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

/** A namespace as one line, one step away from the question; several equal ones have a second edge behind them. */
export function LineFigure({
  line,
  x,
  y,
  width,
  height,
  theme,
}: Frame & { readonly line: NamespaceLine; readonly theme: Tokens }) {
  const several = line.inodes.length > 1;
  const name = several
    ? say(msg('count.namespaces', { n: line.inodes.length }))
    : say(msg('namespace.short', { number: line.inodes[0] ?? 0 }));
  const dashes = line.inodes.some(isInferredNamespace) ? { strokeDasharray: '5 3' } : {};
  const asideRoom = width * 0.4;
  const aside = Math.min(asideRoom, textWidth(escapeForDisplay(line.aside), 'sans400', 10.5));
  const titleX = several ? x + 134 : x + 130;
  return (
    <g>
      {several ? <SecondEdge x={x} y={y} width={width} height={height} theme={theme} fill={theme.bg1} /> : null}
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        fill={theme.bg1}
        stroke={theme.line2}
        strokeWidth={1}
        {...dashes}
      />
      <DoorMark door={line.door} x={x} y={y + height / 2} colour={theme.tx2} text={theme.tx2} />
      <Label x={x + 44} y={y + 15} text={name} face="mono" fill={theme.tx1} />
      <Label x={titleX} y={y + 15} text={line.title} fill={theme.tx1} room={width - (titleX - x) - aside - 18} />
      <Label
        x={x + width - 8}
        y={y + 15}
        text={line.aside}
        size={10.5}
        fill={theme.tx3}
        anchor="end"
        room={asideRoom}
      />
    </g>
  );
}

/** Things that are equal in what was asked, counted in front. */
export function GroupFigure({
  group,
  x,
  y,
  width,
  height,
  theme,
}: Frame & { readonly group: NamespaceGroup; readonly theme: Tokens }) {
  const baseline = y + height / 2 + 4.5;
  return (
    <g>
      {group.count > 1 ? <SecondEdge x={x} y={y} width={width} height={height} theme={theme} fill={theme.bg0} /> : null}
      <rect x={x} y={y} width={width} height={height} fill={theme.bg0} stroke={theme.line2} strokeWidth={1} />
      <Label
        x={x + 30}
        y={baseline}
        text={group.count.toLocaleString('en-US')}
        face="mono500"
        fill={theme.tx1}
        anchor="end"
      />
      <Label x={x + 42} y={baseline} text={group.title} fill={theme.tx1} room={width - 52} />
    </g>
  );
}

const SecondEdge = ({
  x,
  y,
  width,
  height,
  theme,
  fill,
}: Frame & { readonly theme: Tokens; readonly fill: string }) => (
  <rect x={x + 3} y={y - 3} width={width - 3} height={height} fill={fill} stroke={theme.line2} strokeWidth={1} />
);
