import type { Tokens } from '#shared/figures/tokens.ts';

interface Props {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly theme: Tokens;
}

/** The edge of a second box behind a box that stands for several. */
export function StackedEdge({ x, y, width, height, theme }: Props) {
  return (
    <path d={`M${x + 4} ${y + height} v4 h${width} v-${height} h-4`} fill="none" stroke={theme.line2} strokeWidth={1} />
  );
}
