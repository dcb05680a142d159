import type { ChainMark } from '#shared/derive/chain-figure.ts';
import type { PlacedHop } from '#shared/figures/hop-layout.ts';
import { hopColumns } from '#shared/figures/hop-layout.ts';
import { Label } from '#shared/figures/Label.tsx';
import { ContainerMark } from '#shared/figures/marks.tsx';
import { RawText } from '#shared/figures/RawText.tsx';
import { BrickMark, DiskMark, LayerMark, LoopMark } from '#shared/figures/storage-marks.tsx';
import type { Tokens } from '#shared/figures/tokens.ts';

/** One hop: its number, mark and name left, the raw line that proves it right, below what it says of the next. */
export function HopFigure({
  placed,
  next,
  theme,
}: {
  readonly placed: PlacedHop;
  readonly next: PlacedHop | null;
  readonly theme: Tokens;
}) {
  const { hop, n, y } = placed;
  const { text, textRoom, mark } = hopColumns;
  const lineColour = hop.lineTrouble === 'crit' ? theme.crit : hop.lineTrouble === 'warn' ? theme.warn : theme.tx2;
  return (
    <g>
      <Label x={hopColumns.number} y={y + 10} text={String(n)} face="mono" size={11} fill={theme.tx3} />
      <HopMark mark={hop.mark} x={mark} y={y + 7} theme={theme} />
      <Label x={text} y={y + 8} text={hop.kind} size={11} fill={theme.tx3} room={textRoom} />
      <Label x={text} y={y + 25} text={hop.title} face="sans600" size={13.5} fill={theme.tx1} room={textRoom} />
      <Label x={text} y={y + 41} text={hop.line} size={11} fill={lineColour} room={textRoom} />
      <Raw placed={placed} theme={theme} />
      {next ? (
        <g>
          <path d={`M${mark} ${y + 20} V${next.y - 10}`} stroke={theme.line2} strokeWidth={1.2} fill="none" />
          <path d={`M${mark - 4} ${next.y - 11} h8 l-4 7z`} fill={theme.line2} />
          <Label x={text + 2} y={next.y - 9} text={hop.link} size={11} fill={theme.tx3} room={textRoom} />
        </g>
      ) : null}
    </g>
  );
}

function Raw({ placed: { hop, y, raw }, theme }: { readonly placed: PlacedHop; readonly theme: Tokens }) {
  const { raw: x, rawRoom } = hopColumns;
  let at = y;
  const blocks = raw.map(({ origin, pieces, more }, i) => {
    const top = at;
    at += 18 + pieces.length * 15;
    return (
      <g key={`${origin}/${hop.cited[i]!.source.line}`}>
        <Label
          x={x}
          y={top + 8}
          text={`${origin}${hop.cited[i]!.source.line > 0 ? `:${hop.cited[i]!.source.line}` : ''}`}
          size={11}
          fill={theme.tx3}
          room={rawRoom}
          cut="start"
        />
        <path d={`M${x + 1} ${top + 14} v${pieces.length * 15}`} stroke={theme.line2} strokeWidth={2} fill="none" />
        {pieces.map((piece, n) => (
          <RawText
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line, never reordered
            key={n}
            piece={more && n === pieces.length - 1 ? { ...piece, text: `${piece.text.slice(0, -1)}…` } : piece}
            x={x + 10}
            y={top + 25 + n * 15}
            theme={theme}
          />
        ))}
      </g>
    );
  });
  return (
    <g>
      {blocks}
      {hop.says === '' ? null : (
        <g>
          {raw.length === 0 ? (
            <path
              d={`M${x + 1} ${at} v14`}
              stroke={theme.line2}
              strokeWidth={2}
              fill="none"
              strokeDasharray={dashesOf(hop.standing)}
            />
          ) : null}
          <Label
            x={raw.length === 0 ? x + 10 : x}
            y={at + 11}
            text={hop.says}
            size={11}
            fill={hop.standing === 'absence' ? theme.tx1 : theme.tx3}
            room={rawRoom}
          />
        </g>
      )}
    </g>
  );
}

const dashesOf = (standing: PlacedHop['hop']['standing']): string | undefined =>
  standing === 'unknown' ? '1 3' : standing === 'inferred' ? '5 3' : undefined;

function HopMark({
  mark,
  x,
  y,
  theme,
}: {
  readonly mark: ChainMark;
  readonly x: number;
  readonly y: number;
  readonly theme: Tokens;
}) {
  const colour = theme.tx1;
  switch (mark) {
    case 'container':
      return <ContainerMark x={x} y={y} colour={colour} />;
    case 'image':
    case 'layer':
      return <LayerMark x={x} y={y} colour={colour} />;
    case 'file':
      return (
        <g fill="none" stroke={colour}>
          <path d={`M${x - 7} ${y - 7} h9 l4 4 v10 h-13z`} strokeWidth={1.4} />
          <path d={`M${x - 4} ${y} h7 M${x - 4} ${y + 3} h7`} strokeWidth={1.1} />
        </g>
      );
    case 'thin-active':
    case 'dm':
      return <rect x={x - 12.5} y={y - 4.5} width={25} height={9} fill={theme.tx2} stroke={theme.tx2} />;
    case 'thin-inactive':
      return <rect x={x - 12.5} y={y - 4.5} width={25} height={9} fill="none" stroke={theme.tx2} strokeWidth={1.2} />;
    case 'absent':
      return (
        <rect
          x={x - 12.5}
          y={y - 4.5}
          width={25}
          height={9}
          fill="none"
          stroke={theme.tx2}
          strokeWidth={1.2}
          strokeDasharray="2 2"
        />
      );
    case 'pool':
      return (
        <g>
          <rect x={x - 12} y={y - 7} width={24} height={14} fill="none" stroke={colour} strokeWidth={1.3} />
          <rect x={x - 10} y={y - 1} width={3} height={6} fill={theme.tx2} />
        </g>
      );
    case 'loop':
      return <LoopMark x={x} y={y} colour={colour} />;
    case 'volume':
      return <BrickMark x={x} y={y} colour={colour} />;
    case 'disk':
      return <DiskMark x={x} y={y} colour={colour} />;
    case 'unknown':
      return <Label x={x} y={y + 4} text="?" face="sans600" fill={theme.tx3} anchor="middle" />;
  }
}
