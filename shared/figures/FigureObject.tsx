import type { ReactNode } from 'react';
import { escapeForDisplay } from '#shared/base/escape.ts';
import type { Tokens } from '#shared/figures/tokens.ts';

/** How a figure answers to the pointer and the keyboard; without it (an export) its objects are plain groups. */
export interface Interaction {
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
  /** Enter, double click: open the thing, expand the group. */
  readonly onOpen: (key: string) => void;
}

/**
 * One object of a figure: one focusable node with a role and a name, and one element with `data-key` in every rendering,
 * so that picture and table twin can be counted against each other.
 */
export function FigureObject({
  objectKey,
  name,
  interaction,
  expandable,
  frame,
  theme,
  children,
}: {
  readonly objectKey: string;
  /** Whole ids, not the shortened ones. */
  readonly name: string;
  readonly interaction: Interaction | null;
  readonly expandable?: boolean;
  /** Outline of the object, for the frame of the selection. */
  readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly theme: Tokens;
  readonly children: ReactNode;
}) {
  const label = escapeForDisplay(name);
  if (!interaction) {
    return (
      // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of shapes that reads as one picture
      <g data-key={escapeForDisplay(objectKey)} role="img" aria-label={label}>
        {children}
      </g>
    );
  }
  const selected = interaction.selected === objectKey;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
    <g
      data-key={escapeForDisplay(objectKey)}
      className={selected ? 'figure-object selected' : 'figure-object'}
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={selected}
      {...(expandable ? { 'aria-expanded': false } : {})}
      onClick={(event) => {
        event.stopPropagation();
        interaction.onSelect(objectKey);
      }}
      onDoubleClick={() => interaction.onOpen(objectKey)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Enter') interaction.onOpen(objectKey);
        else interaction.onSelect(objectKey);
      }}
    >
      {children}
      {selected ? (
        <rect
          x={frame.x - 3}
          y={frame.y - 3}
          width={frame.width + 6}
          height={frame.height + 6}
          fill="none"
          stroke={theme.acc}
          strokeWidth={2}
        />
      ) : null}
    </g>
  );
}
