import type { NamespaceFigure } from '#shared/derive/namespace-figure.ts';
import { Label } from '#shared/figures/Label.tsx';
import { ContainerMark, HoldMarkShape } from '#shared/figures/marks.tsx';
import type { Frame } from '#shared/figures/namespace-layout.ts';
import { lidHeight } from '#shared/figures/namespace-layout.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

/** What is kept open: the device in the middle, its owner above, what it stands on below. */
export function KeptFigure({
  thing,
  x,
  y,
  width,
  height,
  theme,
}: Frame & { readonly thing: NamespaceFigure['kept'][number]; readonly theme: Tokens }) {
  if (thing.shape === 'device') {
    return (
      <g>
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          rx={12}
          fill={thing.fault ? theme.critbg : theme.bg1}
          stroke={thing.fault ? theme.crit : theme.tx2}
          strokeWidth={thing.fault ? 2.2 : 1.2}
        />
        <Label
          x={x + width / 2}
          y={y + 22}
          text={thing.title}
          face="mono500"
          fill={theme.tx1}
          anchor="middle"
          room={width - 12}
        />
        {thing.lines.map((line, i) => (
          <Label
            key={line}
            x={x + width / 2}
            y={y + 40 + i * 15}
            text={line}
            size={i === 0 ? 12 : 10.5}
            fill={theme.tx1}
            anchor="middle"
            room={width - 12}
          />
        ))}
        {thing.state === null ? null : (
          <Label
            x={x + width / 2}
            y={y + 40 + thing.lines.length * 15}
            text={thing.state}
            size={10.5}
            face="sans600"
            fill={theme.crit}
            anchor="middle"
            room={width - 12}
          />
        )}
      </g>
    );
  }
  const container = thing.shape === 'container';
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={container ? 2 : 0}
        fill={theme.bg1}
        stroke={theme.line2}
        strokeWidth={1}
      />
      {container ? <ContainerMark x={x + 16} y={y + 16} colour={theme.tx2} /> : null}
      <Label
        x={container ? x + 30 : x + 10}
        y={y + 20}
        text={thing.title}
        face={container ? 'sans500' : 'mono500'}
        fill={theme.tx1}
        room={width - (container ? 38 : 18)}
      />
      {thing.lines.map((line, i) => (
        <Label
          key={line}
          x={x + 10}
          y={y + 35 + i * 15}
          text={line}
          face={container && i === 0 ? 'mono' : 'sans400'}
          size={container && i === 0 ? 11 : 10.5}
          fill={container && i === 0 ? theme.tx1 : theme.tx3}
          room={width - 18}
        />
      ))}
    </g>
  );
}

/** A holder that no mount table shows: its mark and title in the lid, what it refers to below. */
export function OtherHolderFigure({
  holder,
  x,
  y,
  width,
  height,
  theme,
}: Frame & { readonly holder: NamespaceFigure['otherHolders'][number]; readonly theme: Tokens }) {
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill={theme.bg1} stroke={theme.tx2} strokeWidth={1.2} />
      {holder.fault ? (
        <path d={`M${x + width - 1} ${y + height / 2 - 5} v10`} stroke={theme.crit} strokeWidth={3} />
      ) : null}
      <HoldMarkShape mark={holder.mark} x={x + 16} y={y + lidHeight / 2 + 1} colour={theme.tx1} />
      <Label x={x + 32} y={y + 18} text={holder.title} face="sans500" fill={theme.tx1} room={width - 44} />
      {holder.lines.map((line, i) => (
        <Label
          key={line}
          x={x + 32}
          y={y + lidHeight + 8 + i * 16}
          text={line}
          face={i === 0 ? 'sans400' : 'mono'}
          fill={theme.tx2}
          room={width - 44}
          cut={line.startsWith('/') ? 'start' : 'end'}
        />
      ))}
    </g>
  );
}
