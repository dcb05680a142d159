import { type Face, textWidth } from '#shared/figures/text.ts';

/**
 * Lines of at most `room` px, nothing left out: broken at spaces, before ideographs (which need none), and inside a
 * word only where it alone is wider than a line. The space at a break goes; all others stay.
 */
export function wrapText(text: string, face: Face, size: number, room: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(betweenPieces)) {
    if (textWidth((line + piece).trimEnd(), face, size) <= room) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    let width = 0;
    for (const character of piece) {
      const more = textWidth(character, face, size);
      if (line !== '' && width + more > room) {
        lines.push(line);
        [line, width] = ['', 0];
      }
      line += character;
      width += more;
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

const betweenPieces = /(?<= )(?=[^ ])|(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])/u;
