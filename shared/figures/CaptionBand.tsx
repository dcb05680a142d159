import type { Caption } from '#shared/figures/caption.ts';
import { Label } from '#shared/figures/Label.tsx';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';
import { wrapText } from '#shared/figures/wrap-text.ts';
import { msg, say } from '#shared/messages/index.ts';

const size = 10.5;

/** Px: two lines, and more where a format has doubts to tell or the picture cut a name. */
export const captionHeight = (caption: Caption, room: number): number => 48 + moreLines(caption, room).length * 16;

function moreLines({ doubts, inFull }: Caption, room: number) {
  const wrapped = (text: string) => wrapText(text, 'sans400', size, room);
  const names = inFull.length === 0 ? [] : wrapped(say(msg('caption.in-full', { names: inFull.join(' · ') })));
  return [
    ...doubts.flatMap((doubt) => wrapped(doubt)).map((text) => ({ text, doubt: true })),
    ...names.map((text) => ({ text, doubt: false })),
  ];
}

/** The band at the foot of an exported picture. */
export function CaptionBand({
  caption,
  counts,
  y,
  width,
  margin,
  theme,
}: {
  readonly caption: Caption;
  /** `33 of 33 mount namespaces: …`: what the picture holds of what there is. */
  readonly counts: string;
  readonly y: number;
  readonly width: number;
  readonly margin: number;
  readonly theme: Tokens;
}) {
  const countsWidth = textWidth(counts, 'sans400', size);
  const height = captionHeight(caption, width - margin * 2);
  return (
    <g>
      <rect x={0} y={y} width={width} height={height} fill={theme.bg2} />
      <path d={`M0 ${y} H${width}`} stroke={theme.line2} strokeWidth={1} />
      {caption.hostColour === null ? null : <rect x={0} y={y} width={4} height={height} fill={caption.hostColour} />}
      <Label
        x={margin}
        y={y + 20}
        text={caption.first}
        size={size}
        fill={theme.tx1}
        room={width - margin * 2 - 16 - countsWidth}
      />
      <Label x={margin} y={y + 36} text={caption.second} size={size} fill={theme.tx3} room={width - margin * 2} />
      {moreLines(caption, width - margin * 2).map(({ text, doubt }, i) => (
        <Label
          key={text}
          x={margin}
          y={y + 52 + i * 16}
          text={text}
          escaped
          size={size}
          fill={doubt ? theme.warn : theme.tx3}
        />
      ))}
      <Label x={width - margin} y={y + 20} text={counts} size={size} fill={theme.tx3} anchor="end" />
    </g>
  );
}
