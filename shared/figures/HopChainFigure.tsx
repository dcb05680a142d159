import type { ChainFigure } from '#shared/derive/chain-figure.ts';
import { chainObjects } from '#shared/derive/chain-objects.ts';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame, objectsOf } from '#shared/figures/FigureFrame.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { HopFigure } from '#shared/figures/HopFigure.tsx';
import { hopColumns, layoutChain } from '#shared/figures/hop-layout.ts';
import { Label } from '#shared/figures/Label.tsx';
import { SeverityMark } from '#shared/figures/marks.tsx';
import { Hatched } from '#shared/figures/storage-marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface HopChainFigureProps extends FigureProps {
  readonly figure: ChainFigure;
}

/** A chain: question at the top, ground truth at the bottom; each hop with the line that names the next. */
export function HopChainFigure({ figure, ...as }: HopChainFigureProps) {
  const colours = tokens[as.theme];
  const layout = layoutChain(figure);
  const object = objectsOf(chainObjects(figure), as);
  return (
    <FigureFrame
      {...as}
      name={say(msg('hops.name', { title: figure.title }))}
      width={layout.width}
      height={layout.height}
      counts={say(msg('hops.counts', { proven: figure.proven, of: figure.hops.length }))}
    >
      <Head figure={figure} theme={colours} />
      {layout.hops.map((placed, i) => (
        <FigureObject
          {...object(placed.hop.key)}
          key={placed.hop.key}
          frame={{ x: 10, y: placed.y - 4, width: hopColumns.raw + hopColumns.rawRoom - 10, height: placed.height + 4 }}
        >
          <HopFigure placed={placed} next={layout.hops[i + 1] ?? null} theme={colours} />
        </FigureObject>
      ))}
      {figure.gauges.length > 0 ? (
        <path
          d={`M${hopColumns.side - 24} ${layout.gauges[0]!.y - 8} V${layout.noteY + (figure.note === null ? -16 : 26)}`}
          stroke={colours.line2}
          strokeWidth={1}
          fill="none"
        />
      ) : null}
      {layout.gauges.map(({ gauge, y }) => (
        <FigureObject
          {...object(`gauge:${gauge.key}`)}
          key={gauge.key}
          frame={{ x: hopColumns.side - 4, y: y - 4, width: hopColumns.gauge + 8, height: 54 }}
        >
          <ChainGaugeFigure gauge={gauge} y={y} theme={colours} />
        </FigureObject>
      ))}
      {figure.note === null ? null : <Note text={figure.note} y={layout.noteY} theme={colours} />}
      <Label
        x={16}
        y={layout.footY}
        text={[figure.lookedAt, figure.notLookedAt].filter(Boolean).join('. ')}
        size={11}
        fill={colours.tx3}
        room={layout.width - 32}
      />
    </FigureFrame>
  );
}

/** The sentence first, then the picture. Without a finding, what the chain is of. */
function Head({ figure, theme }: { readonly figure: ChainFigure; readonly theme: Tokens }) {
  if (!figure.statement) {
    return (
      <Label x={16} y={24} text={figure.title} face="sans600" size={15} fill={theme.tx1} room={hopColumns.width - 32} />
    );
  }
  const { severity, code, text } = figure.statement;
  return (
    <g>
      <SeverityMark severity={severity} x={24} y={24} theme={theme} />
      <Label x={40} y={30} text={text} size={19} fill={theme.tx1} room={hopColumns.width - 120} />
      <Label x={hopColumns.width - 16} y={30} text={code} face="mono" size={11} fill={theme.tx3} anchor="end" />
    </g>
  );
}

function ChainGaugeFigure({
  gauge,
  y,
  theme,
}: {
  readonly gauge: ChainFigure['gauges'][number];
  readonly y: number;
  readonly theme: Tokens;
}) {
  const { side: x, gauge: width } = hopColumns;
  const colour = gauge.trouble === 'crit' ? theme.crit : gauge.trouble === 'warn' ? theme.warn : theme.tx2;
  return (
    <g>
      <Label x={x} y={y + 8} text={gauge.title} face="sans500" fill={theme.tx1} room={width - 96} />
      <Label
        x={x + width}
        y={y + 8}
        text={gauge.value}
        face={gauge.share === null ? 'sans400' : 'mono500'}
        size={11}
        fill={gauge.share === null ? theme.tx3 : gauge.trouble === 'none' ? theme.tx1 : colour}
        anchor="end"
        room={92}
      />
      {gauge.share === null ? (
        <Unknown gauge={gauge} x={x} y={y + 15} width={width} theme={theme} />
      ) : (
        <g>
          <rect x={x} y={y + 15} width={width} height={13} fill={theme.bg3} stroke={theme.line2} strokeWidth={0.8} />
          <rect x={x} y={y + 15} width={gauge.share * width} height={13} fill={colour} />
        </g>
      )}
      <Label x={x} y={y + 43} text={gauge.line} size={11} fill={theme.tx3} room={width} />
    </g>
  );
}

/** Four kinds of nothing never look alike: dotted not collected, hatched not readable, a hairline not applicable. */
function Unknown({
  gauge,
  x,
  y,
  width,
  theme,
}: {
  readonly gauge: ChainFigure['gauges'][number];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly theme: Tokens;
}) {
  if (gauge.absent === 'unreadable' || gauge.absent === 'unparsable') {
    return <Hatched x={x} y={y} width={width} height={13} colour={theme.line2} />;
  }
  if (gauge.absent === 'not-applicable') {
    return <path d={`M${x} ${y + 6.5} h${width}`} stroke={theme.line2} strokeWidth={1} fill="none" />;
  }
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={13}
      fill="none"
      stroke={theme.line2}
      strokeWidth={1}
      strokeDasharray="1 3"
    />
  );
}

/** Two lines at most: cut at a word. */
function Note({ text, y, theme }: { readonly text: string; readonly y: number; readonly theme: Tokens }) {
  const middle = text.lastIndexOf(' ', 62);
  const lines = text.length <= 66 || middle < 0 ? [text] : [text.slice(0, middle), text.slice(middle + 1)];
  return lines.map((line, i) => (
    <g key={line}>
      <Label x={hopColumns.side} y={y + i * 15} text={line} size={11} fill={theme.tx2} room={hopColumns.gauge + 16} />
    </g>
  ));
}
