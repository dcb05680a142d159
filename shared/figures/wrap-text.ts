import type { Face } from '#shared/figures/text.ts';
import { textWidth } from '#shared/figures/text.ts';

/** A text in lines that fit into `room` px, broken at spaces; a word that is longer stays whole, for its label to cut. */
export function wrapText(text: string, face: Face, size: number, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, face, size) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
