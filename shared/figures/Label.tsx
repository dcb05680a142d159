import { escapeForDisplay } from '#shared/base/escape.ts';
import type { Cut, Face } from '#shared/figures/text.ts';
import { fitText } from '#shared/figures/text.ts';
import { monoFamily, sansFamily } from '#shared/figures/tokens.ts';

export interface LabelProps {
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  readonly face?: Face;
  readonly size?: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Px; a longer text is cut and has the whole one in its tooltip. */
  readonly room?: number;
  readonly cut?: Cut;
  readonly underline?: boolean;
  /** The text is a line of one that was escaped and wrapped: it is drawn as it is, with all its spaces. */
  readonly escaped?: boolean;
}

const weights: Readonly<Record<Face, number>> = { sans400: 400, sans500: 500, sans600: 600, mono: 400, mono500: 500 };

/** One line of text in a figure: escaped, measured, cut where it would leave its place. */
export function Label({
  x,
  y,
  text,
  face = 'sans400',
  size,
  fill,
  anchor = 'start',
  room,
  cut,
  underline,
  escaped,
}: LabelProps) {
  const mono = face === 'mono' || face === 'mono500';
  const px = size ?? (mono ? 11 : 12);
  const safe = escaped ? text : escapeForDisplay(text);
  const shown = room === undefined ? safe : fitText(safe, face, px, room, cut);
  return (
    <text
      x={x}
      y={y}
      fill={fill}
      fontFamily={mono ? monoFamily : sansFamily}
      fontSize={px}
      fontWeight={weights[face]}
      textAnchor={anchor}
      {...(escaped && / {2}|^ | $/.test(text) ? { xmlSpace: 'preserve' } : {})}
      {...(underline ? { textDecoration: 'underline' } : {})}
    >
      {shown}
      {shown === safe ? null : <title>{safe}</title>}
    </text>
  );
}
