import type { Caption } from '#shared/figures/caption.ts';
import { Label } from '#shared/figures/Label.tsx';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

export const captionHeight = ({ doubts }: Caption): number => 48 + doubts.length * 16;

/** The band at the foot of an exported picture. */
export function CaptionBand({
  caption,
  counts,
  y,
  width,
  theme,
}: {
  readonly caption: Caption;
  /** `33 of 33 mount namespaces: …`: what the picture holds of what there is. */
  readonly counts: string;
  readonly y: number;
  readonly width: number;
  readonly theme: Tokens;
}) {
  const countsWidth = textWidth(counts, 'sans400', 10.5);
  const height = captionHeight(caption);
  return (
    <g>
      <rect x={0} y={y} width={width} height={height} fill={theme.bg2} />
      <path d={`M0 ${y} H${width}`} stroke={theme.line2} strokeWidth={1} />
      {caption.hostColour === null ? null : (
        <rect x={0} y={y} width={4} height={height} fill={caption.hostColour} />
      )}
      <Label x={16} y={y + 20} text={caption.first} size={10.5} fill={theme.tx1} room={width - 48 - countsWidth} />
      <Label x={16} y={y + 36} text={caption.second} size={10.5} fill={theme.tx3} room={width - 32} />
      {caption.doubts.map((doubt, i) => (
        <Label key={doubt} x={16} y={y + 52 + i * 16} text={doubt} size={10.5} fill={theme.warn} room={width - 32} />
      ))}
      <Label x={width - 16} y={y + 20} text={counts} size={10.5} fill={theme.tx3} anchor="end" />
    </g>
  );
}
