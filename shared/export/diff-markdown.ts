import type { Diff } from '#shared/derive/diff/diff.ts';
import { type DiffOverview, diffOverview, toldCount } from '#shared/derive/diff/diff-overview.ts';
import { codeOf, type DifferenceRow, differenceTable } from '#shared/derive/diff/difference-rows.ts';
import type { SourceLines } from '#shared/derive/source-lines.ts';
import { markdownCell, markdownValue } from '#shared/export/markdown.ts';
import { cellOf } from '#shared/export/rows/cells.ts';
import { type MessageKey, msg, say } from '#shared/messages/index.ts';

/** Rows of one kind and change that are listed; a restarted container brings hundreds of mounts. JSON and CSV have all. */
const listed = 200;

/** A comparison for a ticket: which captures, how much of what, then every kind with what is gone, new and changed. */
export function diffMarkdown(diff: Diff): string {
  const overview = diffOverview(diff);
  const { items } = differenceTable(diff);
  return `${[
    `# ${say(msg('diff.title'))}`,
    side('export.before', overview.before),
    side('export.after', overview.after),
    ...overview.doubts.map((doubt) => markdownValue(doubt)),
    counts(overview),
    ...(items.length === 0 ? [say(msg('diff.none'))] : []),
    ...overview.kinds.flatMap(({ kind }) => sections(kind, items)),
    ...notComparable(overview),
  ].join('\n\n')}\n`;
}

const side = (key: MessageKey, { first, second }: SourceLines): string =>
  `${say({ key, params: {} })} ${markdownValue(first)}\n${markdownValue(second)}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const column = (key: MessageKey): string => say({ key, params: {} });

const counts = ({ kinds }: DiffOverview): string =>
  table(
    [
      column('diff.col.kind'),
      column('diff.col.gone'),
      column('diff.col.new'),
      column('diff.col.changed'),
      column('diff.col.unchanged'),
    ],
    kinds.map((k) => [
      k.kind,
      told(toldCount(k, 'gone')),
      told(toldCount(k, 'new')),
      told(toldCount(k, 'changed')),
      k.unchanged === null ? column('diff.not-comparable-cell') : String(k.unchanged),
    ]),
  );

/** What could not be told is no 0. */
const told = (n: number | null): string => (n === null ? '?' : String(n));

function sections(kind: string, items: readonly DifferenceRow[]): readonly string[] {
  return (['gone', 'new', 'changed'] as const).flatMap((change) => {
    const rows = items.filter((row) => row.kind === kind && row.change === change);
    if (rows.length === 0) return [];
    const shown = table(
      [column('diff.col.name'), column('diff.col.before'), column('diff.col.after'), column('diff.col.source')],
      rows
        .slice(0, listed)
        .map((row) => [
          `${codeOf(row)} ${markdownCell(row.name)}`.trim(),
          markdownCell(row.before),
          markdownCell(row.after),
          places(row),
        ]),
    );
    const more = rows.length - listed;
    return [
      `## ${kind}: ${say(msg(`diff.${change}`, { n: rows.length }))}`,
      more > 0 ? `${shown}\n\n${say(msg('diff.more-in-file', { n: more }))}` : shown,
    ];
  });
}

/** Where it stands: the record and line of the capture that has it, of a change both. */
const places = ({ placeBefore, placeAfter }: DifferenceRow): string =>
  [placeBefore, placeAfter]
    .flatMap((place) => (place?.source ? [markdownCell(String(cellOf(place.source)))] : []))
    .join(' → ');

function notComparable({ kinds }: DiffOverview): readonly string[] {
  const lines = kinds.flatMap(({ kind, because, becauseMore }) => [
    ...because.map((text) => `- ${kind}: ${markdownValue(text)}`),
    ...(becauseMore > 0 ? [`- ${kind}: ${say(msg('diff.more-reasons', { n: becauseMore }))}`] : []),
  ]);
  return lines.length === 0 ? [] : [`## ${say(msg('diff.not-comparable'))}`, lines.join('\n')];
}
