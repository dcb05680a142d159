import type { AppError } from '#shared/base/errors.ts';
import { escapeForDisplay } from '#shared/base/escape.ts';
import { utcTime } from '#shared/derive/source-lines.ts';
import { type Html, html, htmlLines } from '#shared/export/html/html.ts';
import { markdownBlock, sayMarkdown, sayPlain } from '#shared/export/markdown.ts';
import { notesTrouble } from '#shared/messages/en/notes.ts';
import { msg, say, sayError } from '#shared/messages/index.ts';
import { isAbout, type Note } from '#shared/notes/note.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

/** What is known of a source's notes when something leaves. `left-out`: it leaves redacted, and they are text. */
export type ReportNotes =
  | { readonly state: 'notes'; readonly notes: readonly Note[] }
  | { readonly state: 'left-out'; readonly count: number }
  | { readonly state: 'unreadable'; readonly error: AppError };

export const noNotes: ReportNotes = { state: 'notes', notes: [] };

/** Redacted evidence leaves without notes: they may hold the names that were taken out of it. */
export const notesToShow = ({ custody }: Pick<Analysis, 'custody'>, given: ReportNotes): ReportNotes =>
  custody.redacted !== undefined && given.state === 'notes' && given.notes.length > 0
    ? { state: 'left-out', count: given.notes.length }
    : given;

export const notesOnFinding = (given: ReportNotes, { id }: Finding): readonly Note[] =>
  given.state === 'notes' ? given.notes.filter((n) => isAbout(n, { kind: 'finding', id })) : [];

/** On objects, and on findings that this analysis does not have (any more). */
export function otherNotes(given: ReportNotes, { outcomes }: Pick<Analysis, 'outcomes'>): readonly Note[] {
  if (given.state !== 'notes') return [];
  const known = new Set(
    outcomes.flatMap(({ outcome }) => (outcome.answer === 'fires' ? outcome.findings.map((f) => f.id) : [])),
  );
  return given.notes.filter(({ about }) => about.kind !== 'finding' || !known.has(about.id));
}

/** Why there is none of what could be there; null when there is nothing to say. */
function missing(given: ReportNotes) {
  if (given.state === 'left-out') return msg('notes.left-out', { count: given.count });
  if (given.state !== 'unreadable') return null;
  const { error } = given;
  return error.kind === 'notes-unreadable'
    ? msg('notes.unreadable', { file: error.file, because: notesTrouble(error.trouble, error.reason) })
    : msg('notes.unreadable', { file: say(msg('notes.heading')), because: sayError(error) });
}

const when = ({ writtenAt, editedAt }: Note) =>
  msg('notes.at', { written: utcTime(writtenAt), edited: editedAt === null ? '' : utcTime(editedAt) });
const about = ({ about: { kind, name, id } }: Note) => msg('notes.about', { kind, name: name || id });

export const notesMarkdown = (notes: readonly Note[], named: boolean): readonly string[] =>
  notes.flatMap((note) => [
    `**${say(msg('notes.by-engineer'))}**, ${say(when(note))}${named ? `, ${sayMarkdown(about(note))}` : ''}`,
    markdownBlock([note.text]),
  ]);

export function notesSectionMarkdown(given: ReportNotes, analysis: Analysis): readonly string[] {
  const because = missing(given);
  const others = notesMarkdown(otherNotes(given, analysis), true);
  const body = [...(because ? [sayMarkdown(because)] : []), ...others];
  return body.length === 0 ? [] : [`## ${say(msg('notes.other-objects'))}`, ...body];
}

/** Below a copied finding: the left-out line or the notes on it. */
export const missingMarkdown = (given: ReportNotes): readonly string[] => {
  const because = missing(given);
  return because ? [sayMarkdown(because)] : [];
};

export function notesPlain(given: ReportNotes, finding: Finding): readonly string[] {
  const because = missing(given);
  return [
    ...(because ? ['', sayPlain(because)] : []),
    ...notesOnFinding(given, finding).flatMap((note) => [
      '',
      `${say(msg('notes.by-engineer'))}, ${say(when(note))}:`,
      ...note.text.split('\n').map((line) => `  ${escapeForDisplay(line)}`),
    ]),
  ];
}

/** For `undermount.finding/1`; left out where there is none. */
export const noteFields = ({ text, writtenAt, editedAt }: Note) => ({
  text,
  writtenAt: new Date(writtenAt).toISOString(),
  editedAt: editedAt === null ? null : new Date(editedAt).toISOString(),
});

/** The line break after `<pre>` is the parser's to drop: without it a note's own would be. */
export const notesHtml = (notes: readonly Note[], named: boolean): readonly Html[] =>
  notes.map(
    (note) =>
      html`<h4>${say(msg('notes.by-engineer'))}, ${say(when(note))}${named ? `, ${say(about(note))}` : null}</h4><pre class="note">\n${htmlLines(note.text)}</pre>`,
  );

export function notesSectionHtml(given: ReportNotes, analysis: Analysis): Html | null {
  const because = missing(given);
  const others = notesHtml(otherNotes(given, analysis), true);
  if (because === null && others.length === 0) return null;
  return html`<h2>${say(msg('notes.other-objects'))}</h2>${because ? html`<p>${say(because)}</p>` : null}${others}`;
}
