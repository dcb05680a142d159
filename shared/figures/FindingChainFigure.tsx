import type { FindingChain } from '#shared/derive/view-types.ts';
import { ChainDevice, ChainHolder, ChainTarget, chainColumns } from '#shared/figures/chain-parts.tsx';
import { chainSize } from '#shared/figures/chain-size.ts';
import type { FigureProps } from '#shared/figures/FigureFrame.tsx';
import { FigureFrame } from '#shared/figures/FigureFrame.tsx';
import { Label } from '#shared/figures/Label.tsx';
import { tokens } from '#shared/figures/tokens.ts';
import { msg, say } from '#shared/messages/index.ts';

export interface FindingChainFigureProps extends FigureProps {
  readonly chain: FindingChain;
}

const { holder: holderColumn } = chainColumns;

/** The head of a finding: left what was to be removed, in the middle the device, right what keeps it. */
export function FindingChainFigure({ chain, ...as }: FindingChainFigureProps) {
  const colours = tokens[as.theme];
  const { left, middle, width, height, firstRow } = chainSize(chain);
  const margin = as.caption ? 16 : 0;
  const part = { interaction: as.interaction, theme: colours, middle };
  const title = chain.target[0]?.title ?? chain.device?.title ?? '';
  return (
    <FigureFrame
      {...as}
      name={say(msg('chain.name', { title }))}
      x={left - margin}
      y={-margin}
      width={width + margin * 2}
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
