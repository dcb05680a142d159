import type { StandingRow } from '#shared/derive/layers-figure.ts';
import { Label } from '#shared/figures/Label.tsx';
import { layerColumns } from '#shared/figures/layers-layout.ts';
import { ContainerMark } from '#shared/figures/marks.tsx';
import { StackedEdge } from '#shared/figures/StackedEdge.tsx';
import { LayerMark } from '#shared/figures/storage-marks.tsx';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

const { x, width } = layerColumns.standing;

/** Who stands on it. What is only inferred (it has not started yet) is dashed. */
export function StandingFigure({
  row,
  y,
  height,
  theme,
}: {
  readonly row: StandingRow;
  readonly y: number;
  readonly height: number;
  readonly theme: Tokens;
}) {
  const inferred = row.how === 'will-fail' || row.how === 'fails-next';
  const colour = row.trouble === 'crit' ? theme.crit : row.trouble === 'warn' ? theme.warn : theme.tx2;
  const stroke = row.trouble === 'none' ? theme.line2 : row.how === 'image' ? theme.line2 : colour;
  return (
    <g>
      {row.count > 1 ? <StackedEdge x={x} y={y} width={width} height={height} theme={theme} /> : null}
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        fill={inferred ? theme.bg0 : theme.bg1}
        stroke={stroke}
        strokeWidth={row.how === 'will-fail' ? 1.4 : row.trouble === 'crit' ? 1.8 : 1}
        {...(inferred ? { strokeDasharray: '5 3' } : {})}
      />
      {row.shape === 'image' ? (
        <LayerMark x={x + 16} y={y + height / 2} colour={theme.tx1} />
      ) : row.shape === 'every-pod' ? null : (
        <ContainerMark x={x + 16} y={y + height / 2} colour={theme.tx1} />
      )}
      <Label
        x={x + 32}
        y={y + 15}
        text={row.title}
        face="sans500"
        size={12.5}
        fill={theme.tx1}
        room={row.layer === '' ? 230 : 98}
      />
      <Label
        x={x + 32}
        y={y + 29}
        text={row.count > 1 || (row.shape !== 'container' && row.shape !== 'sandbox') ? row.id : short(row.id)}
        face="mono"
        size={row.layer === '' ? 10.5 : 11}
        fill={theme.tx3}
        room={row.layer === '' ? width - 54 - textWidth(row.saysAside, 'sans400', 11) : 98}
      />
      <Label x={x + 248} y={y + 15} text={row.layer} face="mono" size={10.5} fill={theme.tx2} anchor="end" room={116} />
      <Label x={x + 248} y={y + 29} text={row.layerAside} size={11} fill={theme.tx3} anchor="end" room={116} />
      <Label
        x={x + width - 10}
        y={y + 15}
        text={row.says}
        face={row.trouble === 'none' ? 'sans400' : 'sans600'}
        fill={colour}
        anchor="end"
        room={128}
      />
      <Label x={x + width - 10} y={y + 29} text={row.saysAside} size={11} fill={theme.tx3} anchor="end" room={124} />
    </g>
  );
}

const short = (id: string): string => (/^[0-9a-f]{16,}$/.test(id) ? id.slice(0, 12) : id);
