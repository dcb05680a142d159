import type { SourceRef } from '#shared/base/source-ref.ts';
import { evidenceLine, lineStarts } from '#shared/derive/evidence-text.ts';
import type { Range } from '#shared/derive/lit-ranges.ts';
import { excerpt, litRanges } from '#shared/derive/lit-ranges.ts';
import { originText } from '#shared/derive/rows/evidence-rows.ts';
import type { CitedLine } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Lines beyond this many are counted, not shown; the view's evidence window has them all. */
const mostCited = 40;

/** The raw lines that a finding rests on, each once, with the part lit that proves it. */
export function citedLines(
  analysis: Analysis,
  sources: readonly SourceRef[],
  wanted: readonly string[],
): { readonly cited: readonly CitedLine[]; readonly total: number } {
  const seen = new Set<string>();
  const unique = sources.filter((s) => {
    const key = `${s.evidence}:${s.line}:${s.bucket ?? ''}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return {
    cited: unique.slice(0, mostCited).flatMap((s) => citedLine(analysis, s, wanted) ?? []),
    total: unique.length,
  };
}

function citedLine(analysis: Analysis, source: SourceRef, wanted: readonly string[]): CitedLine | null {
  const record = analysis.records.get(source.evidence);
  if (!record) return null;
  const origin = originText(record.origin);
  // A database has no lines: where it stands in it is what can be looked up.
  if (source.bucket !== undefined) return { source, origin, text: source.bucket, lit: [] };
  if (source.line === 0) {
    return { source, origin, text: say(msg('cited.whole', { lines: lineStarts(record).length })), lit: [] };
  }
  const text = evidenceLine(record, source.line);
  if (text === null) return null;
  const file = fileOf(record.id, text);
  const line = file === null ? text : text.slice(file.length + 1);
  const lit: readonly Range[] = litRanges(record.id, line, wanted);
  return { source, origin: file ?? origin, ...excerpt(line, lit) };
}

/** Records made of many small files or links have the path before each line: that is where the line is from. */
function fileOf(id: string, text: string): string | null {
  if (ofManyFiles.test(id)) return /^(\/[^:]{1,4096}):/.exec(text)?.[1] ?? null;
  return ofManyPaths.test(id) ? (/^(\/[^\t]{1,4096})\t/.exec(text)?.[1] ?? null) : null;
}

/** Listings of links and devices: the path, a tab, what it is. */
const ofManyPaths = /^(?:namespace-links|thread-namespaces|(?:process-roots|descriptors)\/(?:links|devices))(?:@2)?$/;

const ofManyFiles =
  /^(?:docker-|containerd-|containers-|podman-)|^(?:settings|image-content\/json|layer-folders\/files|processes|cgroups|command-lines|block-devices|daemons\/config)(?:@2)?$|^loop-devices\/files|\/fdinfo/;
