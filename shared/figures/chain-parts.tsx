import type { ChainBox, FindingChain } from '#shared/derive/view-types.ts';
import type { Interaction } from '#shared/figures/FigureObject.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { FaultCurve, HoldMarkShape } from '#shared/figures/marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';

/** Places of the chain's three parts, px. */
export const chainColumns = {
  device: { x: 317, width: 128 },
  holder: { x: 508, width: 318, height: 34, pitch: 41 },
  width: 826,
} as const;

interface Part {
  readonly interaction: Interaction | null;
  readonly theme: Tokens;
  /** Middle of the line that joins the parts. */
  readonly middle: number;
}

/** One thing on the left: what was to be removed, and the record that leads from it to the device. */
export function ChainTarget({
  box,
  index,
  of,
  middle,
  interaction,
  theme,
}: Part & { readonly box: ChainBox; readonly index: number; readonly of: number }) {
  const x = of === 1 ? chainColumns.device.x - 164 : index === 0 ? 0 : 163;
  const width = index === 0 ? 146 : 136;
  const height = targetHeight(box);
  const y = middle - height / 2;
  const end = x + width;
  return (
    <g>
      <Label x={x} y={12} text={box.heading} size={10.5} fill={theme.tx3} room={width + 12} />
      <FigureObject
        objectKey={`target:${index}`}
        name={[box.title, ...box.lines].join(', ')}
        interaction={interaction}
        theme={theme}
        frame={{ x, y, width, height }}
      >
        <rect x={x} y={y} width={width} height={height} fill={theme.bg1} stroke={theme.line2} />
        <Label x={x + 10} y={y + 19} text={box.title} face="sans500" fill={theme.tx1} room={width - 18} />
        {box.lines.map((line, n) => (
          <Label
            key={line}
            x={x + 10}
            y={y + 36 + n * 16}
            text={line}
            face={n === 0 ? 'mono' : 'sans400'}
            size={n === 0 ? 11 : 10.5}
            fill={n === 0 ? theme.tx1 : theme.tx3}
            room={width - 18}
          />
        ))}
      </FigureObject>
      <path d={`M${end} ${middle} H${end + 14}`} stroke={theme.line2} strokeWidth={1.5} fill="none" />
      <path d={`M${end + 9} ${middle - 4} l6 4 l-6 4z`} fill={theme.line2} />
    </g>
  );
}

export const targetHeight = (box: ChainBox): number => 28 + box.lines.length * 16;

export const deviceHeight = ({ device }: FindingChain): number =>
  device ? 36 + (device.lines.length + (device.state === '' ? 0 : 1)) * 16 : 0;

/** What stays open, and below it what the host sees of it. */
export function ChainDevice({ chain, middle, interaction, theme }: Part & { readonly chain: FindingChain }) {
  const { device } = chain;
  if (!device) return null;
  const { x, width } = chainColumns.device;
  const height = deviceHeight(chain);
  const y = middle - height / 2;
  const centre = x + width / 2;
  return (
    <g>
      <Label x={x + 1} y={12} text={device.heading} size={10.5} fill={theme.tx3} room={width + 50} />
      <FigureObject
        objectKey="device"
        name={[device.title, ...device.lines, device.state].filter((part) => part !== '').join(', ')}
        interaction={interaction}
        theme={theme}
        frame={{ x, y, width, height }}
      >
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          rx={Math.min(34, height / 2)}
          fill={theme.critbg}
          stroke={theme.crit}
          strokeWidth={2}
        />
        <Label
          x={centre}
          y={y + 22}
          text={device.title}
          face="mono500"
          fill={theme.tx1}
          anchor="middle"
          room={width - 16}
        />
        {device.lines.map((line, i) => (
          <Label
            key={line}
            x={centre}
            y={y + 38 + i * 16}
            text={line}
            fill={theme.tx1}
            anchor="middle"
            room={width - 16}
          />
        ))}
        <Label
          x={centre}
          y={y + 38 + device.lines.length * 16}
          text={device.state}
          size={10.5}
          fill={theme.crit}
          anchor="middle"
          room={width - 20}
        />
      </FigureObject>
      {chain.note === null ? null : (
        <g>
          <path
            d={`M${centre} ${y + height} v18`}
            stroke={theme.line2}
            strokeWidth={1}
            strokeDasharray="5 3"
            fill="none"
          />
          <Label x={centre} y={y + height + 31} text={chain.note} size={10.5} fill={theme.tx1} anchor="middle" />
        </g>
      )}
    </g>
  );
}

/** One that keeps it: the curve from the device, and the box with its mark, what it is, and its namespace. */
export function ChainHolder({
  holder,
  index,
  y,
  linked,
  middle,
  interaction,
  theme,
}: Part & {
  readonly holder: FindingChain['holders'][number];
  readonly index: number;
  readonly y: number;
  readonly linked: boolean;
}) {
  const { x, width, height } = chainColumns.holder;
  const [reference = '', namespace = ''] = holder.lines;
  const end = x + width - 10;
  const room = (atTheEnd: string) => width - (atTheEnd === '' ? 46 : 128);
  return (
    <g>
      {linked ? (
        <FaultCurve
          x1={x}
          y1={y + height / 2}
          x2={chainColumns.device.x + chainColumns.device.width}
          y2={middle}
          colour={theme.crit}
        />
      ) : null}
      <FigureObject
        objectKey={`holder:${index}`}
        name={[holder.title, ...holder.lines, holder.propagation ?? ''].filter((part) => part !== '').join(', ')}
        interaction={interaction}
        theme={theme}
        frame={{ x, y, width, height }}
      >
        <rect x={x} y={y} width={width} height={height} fill={theme.bg1} stroke={theme.line2} />
        <path d={`M${x} ${y + 12} v10`} stroke={theme.crit} strokeWidth={3} />
        <HoldMarkShape mark={holder.mark} x={x + 20} y={y + 17} colour={theme.tx1} />
        <Label x={x + 36} y={y + 15} text={holder.title} face="sans500" fill={theme.tx1} room={room(namespace)} />
        <Label
          x={x + 36}
          y={y + 29}
          text={reference}
          face="mono"
          size={10.5}
          fill={theme.tx2}
          room={room(holder.propagation ?? '')}
          cut={reference.startsWith('/') ? 'start' : 'end'}
        />
        <Label x={end} y={y + 15} text={namespace} face="mono" fill={theme.tx1} anchor="end" room={80} />
        <Label x={end} y={y + 29} text={holder.propagation ?? ''} size={10.5} fill={theme.tx3} anchor="end" room={80} />
      </FigureObject>
    </g>
  );
}
