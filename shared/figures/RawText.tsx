import { Fragment } from 'react';
import { Label } from '#shared/figures/Label.tsx';
import type { RawPiece } from '#shared/figures/raw-pieces.ts';
import { textWidth } from '#shared/figures/text.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

/** A raw line with the parts that prove it underlined and in the accent: both survive grey print. */
export function RawText({
  piece: { text, lit },
  x,
  y,
  theme,
}: {
  readonly piece: RawPiece;
  readonly x: number;
  readonly y: number;
  readonly theme: Tokens;
}) {
  const parts: { readonly from: number; readonly text: string; readonly lit: boolean }[] = [];
  let at = 0;
  for (const range of lit) {
    const to = Math.min(range.to, text.length);
    if (range.from > at) parts.push({ from: at, text: text.slice(at, range.from), lit: false });
    if (to > range.from) parts.push({ from: range.from, text: text.slice(range.from, to), lit: true });
    at = Math.max(at, to);
  }
  if (at < text.length) parts.push({ from: at, text: text.slice(at), lit: false });
  return parts.map((part) => {
    // SVG swallows spaces at either end of a text: they are room before the next one.
    const shown = part.text.trim();
    const before = part.text.length - part.text.trimStart().length;
    const left = x + textWidth(text.slice(0, part.from + before), 'mono', 11);
    const width = textWidth(shown, 'mono', 11);
    return (
      <Fragment key={part.from}>
        <Label x={left} y={y} text={shown} escaped face="mono" size={11} fill={part.lit ? theme.acc : theme.tx1} />
        {part.lit ? <path d={`M${left} ${y + 3} h${width}`} stroke={theme.acc} strokeWidth={1.4} fill="none" /> : null}
      </Fragment>
    );
  });
}
