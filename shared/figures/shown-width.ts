import { escapeForDisplay } from '#shared/base/escape.ts';
import { type Face, textWidth } from '#shared/figures/text.ts';

/** Width of a text as `Label` draws it: escaped. */
export const shownWidth = (text: string, face: Face, size: number): number =>
  textWidth(escapeForDisplay(text), face, size);
