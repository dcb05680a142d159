import { type Style, TextPage } from '#electron/cli/text/text-page.ts';
import { isAbsent } from '#shared/base/absent.ts';
import type { Diff, DiffRow, Fact } from '#shared/derive/diff/diff.ts';
import { hasDifference } from '#shared/derive/diff/diff.ts';
import { sourceLines } from '#shared/derive/source-lines.ts';
import { msg, say } from '#shared/messages/index.ts';

/** Rows of one kind that are listed; a restarted container brings hundreds of mounts. */
const listed = 20;

/** `diff` for a person: what is gone first, since that is what one hopes for. */
export function diffText(diff: Diff, look: { readonly columns: number; readonly colour: boolean }): string {
  const page = new TextPage(look);
  const lines = { before: sourceLines(diff.before).first, after: sourceLines(diff.after).first };
  for (const line of say(msg('diff.heading', lines)).split('\n')) page.text(line);
  if (!hasDifference(diff)) page.heading(say(msg('diff.none')));
  section(page, say(msg('diff.gone', { n: diff.gone.length })), diff.gone, '- ', 'green');
  section(page, say(msg('diff.new', { n: diff.new.length })), diff.new, '+ ', 'yellow');
  section(page, say(msg('diff.changed', { n: diff.changed.length })), diff.changed, '~ ', 'bold', (row) =>
    Object.keys(row.after).map((name) =>
      say(msg('diff.fact', { name, before: factText(row.before[name]!), after: factText(row.after[name]!) })),
    ),
  );
  if (diff.notComparable.length > 0) page.heading(say(msg('diff.not-comparable')), 'yellow');
  for (const { kind, because } of diff.notComparable) page.item(`${kind}: `, say(because), 2);
  return page.toString();
}

function section<Row extends Pick<DiffRow, 'kind' | 'id' | 'name'>>(
  page: TextPage,
  heading: string,
  rows: readonly Row[],
  mark: string,
  style: Style,
  details: (row: Row) => readonly string[] = () => [],
): void {
  if (rows.length === 0) return;
  page.heading(heading, style);
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const ofKind = rows.filter((row) => row.kind === kind);
    for (const row of ofKind.slice(0, listed)) {
      page.item(mark, `${row.kind}  ${kind === 'finding' ? `${codeOf(row.id)}  ` : ''}${row.name}`, 2);
      for (const detail of details(row)) page.text(detail, 6);
    }
    if (ofKind.length > listed) page.text(say(msg('diff.more', { n: ofKind.length - listed, kind })), 2);
  }
}

const codeOf = (findingId: string): string => findingId.slice(0, findingId.indexOf(':'));

const factText = (fact: Fact): string => (isAbsent(fact) ? fact.absent : String(fact));
