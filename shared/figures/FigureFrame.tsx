import type { ReactNode } from 'react';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { CaptionBand, captionHeight } from '#shared/figures/CaptionBand.tsx';
import type { Caption } from '#shared/figures/caption.ts';
import type { Interaction } from '#shared/figures/FigureObject.tsx';
import type { Theme } from '#shared/figures/tokens.ts';
import { tokens } from '#shared/figures/tokens.ts';

/** What every figure is told besides its data. */
export interface FigureProps {
  readonly theme: Theme;
  /** Null in an export: no focus, no handlers. */
  readonly interaction: Interaction | null;
  /** A band at the foot; null in the window, whose bars say the same. */
  readonly caption: Caption | null;
  /** Scale of the drawing, 1 = 100 %. */
  readonly zoom?: number;
  /** Upper left corner where the figure is a part of another, which has the ground and the caption. */
  readonly place?: { readonly x: number; readonly y: number };
}

interface FrameProps extends Pick<FigureProps, 'caption' | 'theme' | 'zoom' | 'place'> {
  /** What the picture is of, for those who cannot see it. */
  readonly name: string;
  /** Left and upper edge of the drawing, where they are not 0. */
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  /** Without the caption. */
  readonly height: number;
  /** `33 of 33 mount namespaces: …`, for the caption. */
  readonly counts: string;
  /** Room at either side of the caption, px. */
  readonly margin?: number;
  readonly children: ReactNode;
}

/** The one element around every figure: its size, its ground, its name, and the caption of an export at its foot. */
export function FigureFrame({
  name,
  x = 0,
  y = 0,
  width,
  height,
  zoom = 1,
  place,
  theme,
  caption,
  counts,
  margin = 16,
  children,
}: FrameProps) {
  const colours = tokens[theme];
  const whole = { x, y, width, height: height + (caption ? captionHeight(caption, width - margin * 2) : 0) };
  if (place) {
    return (
      // biome-ignore lint/a11y: a picture of named objects inside another; SVG has no fieldset, and a group is not interactive
      <g role="group" aria-label={escapeForDisplay(name)} transform={`translate(${place.x - x} ${place.y - y})`}>
        {children}
      </g>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture of named objects; SVG has no fieldset
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={whole.width * zoom}
      height={whole.height * zoom}
      viewBox={`${whole.x} ${whole.y} ${whole.width} ${whole.height}`}
      role="group"
      aria-label={escapeForDisplay(name)}
    >
      <rect {...whole} fill={colours.bg0} />
      {children}
      {caption ? (
        <g transform={`translate(${x} 0)`}>
          <CaptionBand caption={caption} counts={counts} y={y + height} width={width} margin={margin} theme={colours} />
        </g>
      ) : null}
    </svg>
  );
}

/** The props that an object of this figure shares with all others: its key, its name, how it answers. */
export function objectsOf(
  objects: readonly { readonly key: string; readonly name: string }[],
  { interaction, theme }: Pick<FigureProps, 'interaction' | 'theme'>,
) {
  const names = new Map(objects.map((o) => [o.key, o.name]));
  return (key: string) => ({ objectKey: key, name: names.get(key) ?? key, interaction, theme: tokens[theme] });
}
