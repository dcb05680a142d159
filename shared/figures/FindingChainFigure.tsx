import type { FindingChain } from '#shared/derive/view-types.ts';
import {
  ChainDevice,
  ChainHolder,
  ChainTarget,
  chainColumns,
  deviceHeight,
  targetHeight,
} from '#shared/figures/chain-parts.tsx';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame } from '#shared/figures/FigureFrame.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface FindingChainFigureProps extends FigureProps {
  readonly chain: FindingChain;
}

const top = 20;
const { holder: holderColumn, device: deviceColumn } = chainColumns;

/** The head of a finding: left what was to be removed, in the middle the device, right what keeps it. */
export function FindingChainFigure({ chain, ...as }: FindingChainFigureProps) {
  const colours = tokens[as.theme];
  const rows = chain.holders.length + (chain.more > 0 ? 1 : 0);
  const rowsHeight = rows * holderColumn.pitch - 7;
  const body = Math.max(rowsHeight, deviceHeight(chain), ...chain.target.map(targetHeight));
  const middle = top + body / 2;
  const noteBottom = chain.note === null ? 0 : middle + deviceHeight(chain) / 2 + 38;
  const height = Math.max(top + body, noteBottom) + 2;
  const firstRow = top + (body - rowsHeight) / 2;
  // One box on the left leaves the first place empty: the picture starts where it starts.
  const left = chain.target.length > 1 ? 0 : deviceColumn.x - 164;
  const margin = as.caption ? 16 : 0;
  const part = { interaction: as.interaction, theme: colours, middle };
  const title = chain.target[0]?.title ?? chain.device?.title ?? '';
  return (
    <FigureFrame
      {...as}
      name={say(msg('chain.name', { title }))}
      x={left - margin}
      y={-margin}
      width={chainColumns.width - left + margin * 2}
      height={height + margin * 2}
      counts={say(msg('chain.counts', { n: chain.holders.length, all: chain.holders.length + chain.more }))}
    >
      {chain.target.map((box, i) => (
        <ChainTarget {...part} key={box.title} box={box} index={i} of={chain.target.length} />
      ))}
      <ChainDevice {...part} chain={chain} />
      <Label x={holderColumn.x} y={12} text={chain.heading} size={10.5} fill={colours.tx3} room={holderColumn.width} />
      {chain.holders.map((holder, i) => (
        <ChainHolder
          {...part}
          key={`${holder.mark}/${holder.title}/${holder.lines.join('/')}`}
          holder={holder}
          index={i}
          y={firstRow + i * holderColumn.pitch}
          linked={chain.device !== null}
        />
      ))}
      {chain.more > 0 ? (
        <Label
          x={holderColumn.x + 36}
          y={firstRow + chain.holders.length * holderColumn.pitch + 20}
          text={say(msg('chain.more', { n: chain.more }))}
          fill={colours.tx3}
        />
      ) : null}
    </FigureFrame>
  );
}
