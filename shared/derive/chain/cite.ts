import type { SourceRef } from '#shared/base/source-ref.ts';
import { citedLines } from '#shared/derive/cited-lines.ts';
import { evidenceLine, lineStarts } from '#shared/derive/evidence-text.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** One cited line with exactly these parts lit: what in it names the next hop. */
export function cite(analysis: Analysis, source: SourceRef, words: readonly (string | RegExp)[]): readonly CitedLine[] {
  const plain = words.filter((w) => typeof w === 'string' && w.length >= 3) as string[];
  return citedLines(analysis, [source], plain).cited.map((line) => {
    const lit = words.flatMap((word) => partsOf(line.text, word));
    return lit.length === 0 ? line : { ...line, lit: merged(lit) };
  });
}

function partsOf(text: string, word: string | RegExp): { from: number; to: number }[] {
  if (typeof word !== 'string') {
    return [...text.matchAll(new RegExp(word, 'g'))].map((m) => ({ from: m.index, to: m.index + m[0].length }));
  }
  const at = word === '' ? -1 : text.indexOf(word);
  return at < 0 ? [] : [{ from: at, to: at + word.length }];
}

function merged(ranges: readonly { from: number; to: number }[]): readonly { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else out.push({ ...range });
  }
  return out;
}

/** The line of a record that starts with a path and has a value: where a small file's content stands. Null: not there. */
export function lineOfFile(analysis: Analysis, evidence: string, has: readonly string[]): SourceRef | null {
  const record = analysis.records.get(evidence);
  if (!record) return null;
  const lines = lineStarts(record).length;
  for (let line = 1; line <= lines; line++) {
    const text = evidenceLine(record, line);
    if (text !== null && has.every((word) => text.includes(word))) return { evidence, line };
  }
  return null;
}

/** Lines of a record; 0 when it is not there. */
export function linesOf(analysis: Analysis, evidence: string): number {
  const record = analysis.records.get(evidence);
  return record ? lineStarts(record).length : 0;
}
