import type { SourceRef } from '#shared/base/source-ref.ts';
import { citedLines } from '#shared/derive/cited-lines.ts';
import { evidenceLine, lineStarts } from '#shared/derive/evidence-text.ts';
import { excerpt, type Range } from '#shared/derive/lit-ranges.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** One cited line with exactly these parts lit: what in it names the next hop. Without any of them, lit as findings do. */
export function cite(analysis: Analysis, source: SourceRef, words: readonly (string | RegExp)[]): readonly CitedLine[] {
  return citedLines(analysis, [source], []).cited.map((line) => {
    const record = analysis.records.get(source.evidence);
    const whole = record && source.line > 0 ? evidenceLine(record, source.line) : null;
    if (whole === null) return line;
    const text = whole.startsWith(`${line.origin}:`) ? whole.slice(line.origin.length + 1) : whole;
    const lit = merged(words.flatMap((word) => partsOf(text, word)));
    return lit.length === 0 ? line : { ...line, ...excerpt(text, lit) };
  });
}

function partsOf(text: string, word: string | RegExp): Range[] {
  if (typeof word !== 'string') {
    return [...text.matchAll(new RegExp(word, 'g'))].map((m) => ({ from: m.index, to: m.index + m[0].length }));
  }
  const at = word === '' ? -1 : text.indexOf(word);
  return at < 0 ? [] : [{ from: at, to: at + word.length }];
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const out: { from: number; to: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else out.push({ ...range });
  }
  return out;
}

/** The first line of a record that has all of these words. Null: there is none, or no such record. */
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
