import { isAbsent } from '#shared/base/absent.ts';
import { escapeCommand, escapeForDisplay } from '#shared/base/escape.ts';
import type { Message } from '#shared/base/message.ts';
import { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
import { findingRow } from '#shared/derive/rows/outcome-rows.ts';
import { sourceLines } from '#shared/derive/source-lines.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import type { CitedLine, FindingDetail } from '#shared/derive/view-types.ts';
import { findingFields } from '#shared/export/analysis-json.ts';
import { csvText, tsvText } from '#shared/export/csv.ts';
import { jsonText } from '#shared/export/json-text.ts';
import { markdownBlock, markdownCommand, markdownValue, sayMarkdown, sayPlain } from '#shared/export/markdown.ts';
import {
  missingMarkdown,
  noNotes,
  noteFields,
  notesMarkdown,
  notesOnFinding,
  notesPlain,
  notesToShow,
  type ReportNotes,
} from '#shared/export/notes.ts';
import { findingSheet } from '#shared/export/report-csv.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

export const findingFormats = ['markdown', 'text', 'json', 'csv', 'tsv', 'commands'] as const;
export type FindingFormat = (typeof findingFormats)[number];

/** A finding as text for a ticket or the clipboard; null when the analysis has no finding of that id. */
export function findingText(
  analysis: Analysis,
  findingId: string,
  format: FindingFormat = 'text',
  given: ReportNotes = noNotes,
): string | null {
  const notes = notesToShow(analysis, given);
  switch (format) {
    case 'markdown':
      return findingMarkdown(analysis, findingId, notes);
    case 'json':
      return findingJson(analysis, findingId, notes);
    case 'csv':
    case 'tsv':
      return findingRowText(analysis, findingId, format);
    case 'commands':
      return findingCommands(analysis, findingId);
    case 'text':
      return findingPlain(analysis, findingId, notes);
  }
}

export function findingMarkdown(analysis: Analysis, findingId: string, notes: ReportNotes = noNotes): string | null {
  const detail = deriveFindingDetail(analysis, findingId);
  if (!detail) return null;
  const { first, second } = sourceLines(deriveSummary(analysis));
  const parts = [findingSection(detail, '##', notes), ...missingMarkdown(notes)];
  return `${parts.join('\n\n')}\n\n${markdownValue(first)}\n${markdownValue(second)}\n`;
}

/** One finding as Markdown, below a heading of the level given. */
export function findingSection(
  detail: FindingDetail,
  heading: '##' | '###' | '####',
  notes: ReportNotes = noNotes,
): string {
  const { finding, code } = detail.item;
  const list = (title: Message, messages: readonly Message[]) =>
    messages.length === 0 ? [] : [`**${say(title)}**`, messages.map((m) => `- ${sayMarkdown(m)}`).join('\n')];
  const steps = finding.remedy.map((step, i) => {
    const text = `${i + 1}. ${sayMarkdown(step.say)}`;
    return step.command === null ? text : `${text}\n\n${indent(markdownCommand(step.command))}`;
  });
  return [
    `${heading} ${severityText(finding)} · ${code} · ${sayMarkdown(finding.title)}`,
    sayMarkdown(finding.statement),
    ...list(msg('export.why'), finding.why),
    ...(detail.cited.length === 0
      ? []
      : [
          `**${say(msg('export.evidence', { shown: detail.cited.length, total: detail.citedTotal }))}**`,
          markdownBlock(detail.cited.map(citedText)),
        ]),
    ...(steps.length === 0
      ? []
      : [`**${say(msg('export.runbook'))}** ${say(msg('export.runbook-valid'))}`, steps.join('\n\n')]),
    ...list(msg('export.wrong-if'), finding.wrongIf),
    ...list(msg('export.not-looked-at'), finding.notLookedAt),
    ...notesMarkdown(notesOnFinding(notes, finding), false),
  ].join('\n\n');
}

function findingPlain(analysis: Analysis, findingId: string, notes: ReportNotes): string | null {
  const detail = deriveFindingDetail(analysis, findingId);
  if (!detail) return null;
  const { finding, code } = detail.item;
  const { first, second } = sourceLines(deriveSummary(analysis));
  const list = (title: Message, messages: readonly Message[]) =>
    messages.length === 0 ? [] : ['', say(title), ...messages.map((m) => `  - ${sayPlain(m)}`)];
  const lines = [
    `${severityText(finding)} · ${code} · ${sayPlain(finding.title)}`,
    sayPlain(finding.statement),
    ...list(msg('export.why'), finding.why),
    '',
    say(msg('export.evidence', { shown: detail.cited.length, total: detail.citedTotal })),
    ...detail.cited.map((line) => `  ${escapeForDisplay(citedText(line))}`),
    ...(finding.remedy.length === 0 ? [] : ['', `${say(msg('export.runbook'))}. ${say(msg('export.runbook-valid'))}`]),
    ...finding.remedy.flatMap((step, i) => [
      `  ${i + 1}. ${sayPlain(step.say)}`,
      ...(step.command === null
        ? []
        : escapeCommand(step.command)
            .split('\n')
            .map((line) => `     ${line}`)),
    ]),
    ...list(msg('export.wrong-if'), finding.wrongIf),
    ...list(msg('export.not-looked-at'), finding.notLookedAt),
    ...notesPlain(notes, finding),
    '',
    escapeForDisplay(first),
    escapeForDisplay(second),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line of names and a row, as in the report's CSV. */
function findingRowText(analysis: Analysis, findingId: string, format: 'csv' | 'tsv'): string | null {
  const item = deriveFindingDetail(analysis, findingId)?.item;
  if (!item) return null;
  const rows = findingSheet(analysis, [findingRow(item.rule, item.code, item.finding)]);
  return format === 'csv' ? csvText(rows) : tsvText(rows);
}

/** The runbook as a shell text: where it is from, then what each step does as a comment and its command. Nothing runs by itself. */
export function findingCommands(analysis: Analysis, findingId: string): string | null {
  const finding = deriveFindingDetail(analysis, findingId)?.item.finding;
  if (!finding) return null;
  const steps = finding.remedy.map((step, i) => {
    const comment = `# ${i + 1}. ${sayPlain(step.say)}${step.command === null ? ` (${say(msg('export.no-command'))})` : ''}`;
    return step.command === null ? comment : `${comment}\n${escapeCommand(step.command)}`;
  });
  const { first, second } = sourceLines(deriveSummary(analysis));
  const from = [first, second].map((line) => `# ${escapeForDisplay(line)}`);
  return `${[...from, ...steps].join('\n')}\n`;
}

/** The finding as in `analyze --json`, with where it is from. */
export function findingJson(analysis: Analysis, findingId: string, notes: ReportNotes = noNotes): string | null {
  const item = deriveFindingDetail(analysis, findingId)?.item;
  if (!item) return null;
  const { host, evidenceSha256, custody } = deriveSummary(analysis);
  const own = notesOnFinding(notes, item.finding);
  return jsonText({
    schema: 'undermount.finding/1',
    rule: item.rule,
    code: item.code,
    host: host.name,
    capturedAt: isAbsent(host.capturedAt) ? host.capturedAt : new Date(host.capturedAt).toISOString(),
    sha256: evidenceSha256,
    redacted: custody.redacted !== undefined,
    finding: findingFields(item.finding),
    ...(own.length > 0 && { notes: own.map(noteFields) }),
  });
}

const severityText = (finding: Finding): string => say(msg('export.severity', { severity: finding.severity }));

/** Where it was read, the record and line that keep it, and the line. */
const citedText = ({ origin, source, text }: CitedLine): string =>
  `${origin} [${source.line === 0 ? source.evidence : `${source.evidence}:${source.line}`}]  ${text}`;

/** A block inside a numbered step. */
const indent = (block: string): string =>
  block
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n');
