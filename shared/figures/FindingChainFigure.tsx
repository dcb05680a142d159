import { escapeForDisplay } from '#shared/base/escape.ts';
import type { FindingChain } from '#shared/derive/view-types.ts';
import { CaptionBand, captionHeight } from '#shared/figures/CaptionBand.tsx';
import type { Caption } from '#shared/figures/caption.ts';
import type { Interaction } from '#shared/figures/FigureObject.tsx';
import { FigureObject } from '#shared/figures/FigureObject.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { FaultCurve, HoldMarkShape } from '#shared/figures/marks.tsx';
import type { Theme, Tokens } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface FindingChainFigureProps {
  readonly chain: FindingChain;
  readonly theme: Theme;
  readonly interaction: Interaction | null;
  readonly caption: Caption | null;
}

const holderHeight = 34;
const holderPitch = 41;
const holderX = 508;
const holderWidth = 318;
const deviceX = 317;
const deviceWidth = 128;
const width = 826;

/** The head of a finding: left what was to be removed, in the middle the device, right what keeps it. */
export function FindingChainFigure({ chain, theme, interaction, caption }: FindingChainFigureProps) {
  const colours = tokens[theme];
  const rows = chain.holders.length + (chain.more > 0 ? 1 : 0);
  const boxLines = Math.max(0, ...chain.target.map((box) => box.lines.length));
  const body = Math.max(rows * holderPitch - 7, 28 + boxLines * 16, deviceHeight(chain));
  const margin = caption ? 16 : 0;
  const middle = 20 + body / 2;
  const noteBottom = chain.note === null ? 0 : middle + deviceHeight(chain) / 2 + 38;
  const height = Math.max(20 + body, noteBottom) + 2;
  // One box on the left leaves the first place empty: the picture starts where it starts.
  const left = chain.target.length > 1 ? 0 : deviceX - 164;
  const object = (key: string, name: string, frame: { x: number; y: number; width: number; height: number }) => ({
    objectKey: key,
    name,
    interaction,
    frame,
    theme: colours,
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of named objects; SVG has no fieldset
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width - left + margin * 2}
      height={height + margin * 2 + (caption ? captionHeight : 0)}
      viewBox={`${left - margin} ${-margin} ${width - left + margin * 2} ${height + margin * 2 + (caption ? captionHeight : 0)}`}
      role="group"
      aria-label={escapeForDisplay(
        say(msg('chain.name', { title: chain.target[0]?.title ?? chain.device?.title ?? '' })),
      )}
    >
      <rect
        x={left - margin}
        y={-margin}
        width={width - left + margin * 2}
        height={height + margin * 2 + (caption ? captionHeight : 0)}
        fill={colours.bg0}
      />
      {chain.target.map((box, i) => {
        const boxWidth = i === 0 ? 146 : 136;
        const boxHeight = 28 + box.lines.length * 16;
        const y = middle - boxHeight / 2;
        const boxX = chain.target.length === 1 ? deviceX - 164 : i === 0 ? 0 : 163;
        return (
          <g key={box.title}>
            <Label x={boxX} y={12} text={box.heading} size={10.5} fill={colours.tx3} />
            <FigureObject
              {...object(`target:${i}`, [box.title, ...box.lines].join(', '), {
                x: boxX,
                y,
                width: boxWidth,
                height: boxHeight,
              })}
              key={box.title}
            >
              <rect x={boxX} y={y} width={boxWidth} height={boxHeight} fill={colours.bg1} stroke={colours.line2} />
              <Label x={boxX + 10} y={y + 19} text={box.title} face="sans500" fill={colours.tx1} room={boxWidth - 18} />
              {box.lines.map((line, n) => (
                <Label
                  key={line}
                  x={boxX + 10}
                  y={y + 36 + n * 16}
                  text={line}
                  face={n === 0 ? 'mono' : 'sans400'}
                  size={n === 0 ? 11 : 10.5}
                  fill={n === 0 ? colours.tx1 : colours.tx3}
                  room={boxWidth - 18}
                />
              ))}
            </FigureObject>
            <path
              d={`M${boxX + boxWidth} ${middle} H${boxX + boxWidth + 14}`}
              stroke={colours.line2}
              strokeWidth={1.5}
              fill="none"
            />
            <path d={`M${boxX + boxWidth + 9} ${middle - 4} l6 4 l-6 4z`} fill={colours.line2} />
          </g>
        );
      })}
      {chain.device ? <Device chain={chain} middle={middle} theme={colours} object={object} /> : null}
      <Label x={holderX} y={12} text={chain.heading} size={10.5} fill={colours.tx3} />
      {chain.holders.map((holder, i) => {
        const y = 20 + i * holderPitch + centring(rows, body);
        return (
          <g key={`${holder.mark}/${holder.title}/${holder.lines.join()}`}>
            {chain.device ? (
              <FaultCurve
                x1={holderX}
                y1={y + holderHeight / 2}
                x2={deviceX + deviceWidth}
                y2={middle}
                colour={colours.crit}
              />
            ) : null}
            <FigureObject
              {...object(
                `holder:${i}`,
                [holder.title, ...holder.lines, holder.propagation ?? ''].filter(Boolean).join(', '),
                {
                  x: holderX,
                  y,
                  width: holderWidth,
                  height: holderHeight,
                },
              )}
              key={holder.title}
            >
              <rect
                x={holderX}
                y={y}
                width={holderWidth}
                height={holderHeight}
                fill={colours.bg1}
                stroke={colours.line2}
              />
              <path d={`M${holderX} ${y + 12} v10`} stroke={colours.crit} strokeWidth={3} />
              <HoldMarkShape mark={holder.mark} x={holderX + 20} y={y + 17} colour={colours.tx1} />
              <Label
                x={holderX + 36}
                y={y + 15}
                text={holder.title}
                face="sans500"
                fill={colours.tx1}
                room={holderWidth - 36 - 92}
              />
              <Label
                x={holderX + 36}
                y={y + 29}
                text={holder.lines[0] ?? ''}
                face="mono"
                size={10.5}
                fill={colours.tx2}
                room={holderWidth - 36 - 72}
                cut={holder.lines[0]?.startsWith('/') ? 'start' : 'end'}
              />
              <Label
                x={holderX + holderWidth - 10}
                y={y + 15}
                text={holder.lines[1] ?? ''}
                face="mono"
                fill={colours.tx1}
                anchor="end"
                room={80}
              />
              <Label
                x={holderX + holderWidth - 10}
                y={y + 29}
                text={holder.propagation ?? ''}
                size={10.5}
                fill={colours.tx3}
                anchor="end"
              />
            </FigureObject>
          </g>
        );
      })}
      {chain.more > 0 ? (
        <Label
          x={holderX + 36}
          y={20 + chain.holders.length * holderPitch + 20 + centring(rows, body)}
          text={say(msg('chain.more', { n: chain.more }))}
          fill={colours.tx3}
        />
      ) : null}
      {caption ? (
        <g transform={`translate(${left - margin} 0)`}>
          <CaptionBand
            caption={caption}
            counts={say(msg('chain.counts', { n: chain.holders.length, all: chain.holders.length + chain.more }))}
            y={height + margin}
            width={width - left + margin * 2}
            theme={colours}
          />
        </g>
      ) : null}
    </svg>
  );
}

const deviceHeight = ({ device }: FindingChain): number =>
  device ? 36 + (device.lines.length + (device.state === '' ? 0 : 1)) * 16 : 0;

/** Few holders stand beside the middle of a tall left side. */
const centring = (rows: number, body: number): number => (body - (rows * holderPitch - 7)) / 2;

function Device({
  chain,
  middle,
  theme,
  object,
}: {
  readonly chain: FindingChain;
  readonly middle: number;
  readonly theme: Tokens;
  readonly object: (
    key: string,
    name: string,
    frame: { x: number; y: number; width: number; height: number },
  ) => {
    objectKey: string;
    name: string;
    interaction: Interaction | null;
    frame: { x: number; y: number; width: number; height: number };
    theme: Tokens;
  };
}) {
  const device = chain.device!;
  const height = deviceHeight(chain);
  const y = middle - height / 2;
  const centre = deviceX + deviceWidth / 2;
  return (
    <g>
      <Label x={deviceX + 1} y={12} text={device.heading} size={10.5} fill={theme.tx3} />
      <FigureObject
        {...object('device', [device.title, ...device.lines, device.state].join(', '), {
          x: deviceX,
          y,
          width: deviceWidth,
          height,
        })}
        key="device"
      >
        <rect
          x={deviceX}
          y={y}
          width={deviceWidth}
          height={height}
          rx={Math.min(34, height / 2)}
          fill={theme.critbg}
          stroke={theme.crit}
          strokeWidth={2}
        />
        <Label x={centre} y={y + 22} text={device.title} face="mono500" fill={theme.tx1} anchor="middle" />
        {device.lines.map((line, i) => (
          <Label
            key={line}
            x={centre}
            y={y + 38 + i * 16}
            text={line}
            fill={theme.tx1}
            anchor="middle"
            room={deviceWidth - 16}
          />
        ))}
        {device.state === '' ? null : (
          <Label
            x={centre}
            y={y + 38 + device.lines.length * 16}
            text={device.state}
            size={10.5}
            fill={theme.crit}
            anchor="middle"
            room={deviceWidth - 20}
          />
        )}
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
