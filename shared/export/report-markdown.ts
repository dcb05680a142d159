import type { Absent } from '#shared/base/absent.ts';
import { isAbsent, present } from '#shared/base/absent.ts';
import { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
import { deriveFindings, findingGroups } from '#shared/derive/findings.ts';
import { sourceLines } from '#shared/derive/source-lines.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import { findingSection } from '#shared/export/finding-export.ts';
import { markdownCell, markdownValue, sayMarkdown } from '#shared/export/markdown.ts';
import { noNotes, notesSectionMarkdown, type ReportNotes } from '#shared/export/notes.ts';
import { custodyFacts } from '#shared/export/report-parts.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Findings first, then what cannot be told, then what is clear, then what was read and by whom. */
export function reportMarkdown(analysis: Analysis, notes: ReportNotes = noNotes): string {
  const summary = deriveSummary(analysis);
  const { first, second } = sourceLines(summary);
  const title = present(summary.host.name) ?? summary.title;
  return `${[
    `# ${say(msg('report.title', { host: markdownValue(title) }))}`,
    `${markdownValue(first)}\n${markdownValue(second)}`,
    facts(summary),
    ...findings(analysis, summary, notes),
    ...notesSectionMarkdown(notes, analysis),
    ...answers(analysis),
    ...completeness(summary),
    ...custody(summary),
  ].join('\n\n')}\n`;
}

function facts(summary: Summary): string {
  const { host, counts, findings: bySeverity, cannotTell } = summary;
  const total = Object.values(bySeverity).reduce((sum, n) => sum + n, 0);
  return [
    `- ${say(msg('report.system'))}: ${value(host.os)}`,
    `- ${say(msg('report.kernel'))}: ${value(host.kernel)}`,
    `- ${say(msg('report.boot'))}: ${value(host.bootId)}`,
    '',
    say(msg('report.counts', counts)),
    say(msg('report.summary', { findings: total, cannotTell })),
  ].join('\n');
}

function findings(analysis: Analysis, summary: Summary, notes: ReportNotes): readonly string[] {
  const items = deriveFindings(analysis).filter((i) => i.type === 'finding');
  if (items.length === 0)
    return [
      `## ${say(msg('report.findings'))}`,
      say(msg('report.summary', { findings: 0, cannotTell: summary.cannotTell })),
    ];
  return findingGroups.flatMap((group) => {
    const members = items.filter((i) => i.group === group);
    if (members.length === 0) return [];
    const sections = members.flatMap((i) => {
      const detail = deriveFindingDetail(analysis, i.finding.id);
      return detail ? [findingSection(detail, '###', notes)] : [];
    });
    return [`## ${say(msg(`report.group.${group}`))}`, ...sections];
  });
}

function answers(analysis: Analysis): readonly string[] {
  const of = (answer: 'cannot-tell' | 'clear' | 'not-applicable') =>
    analysis.outcomes.flatMap(({ rule, code, outcome }) =>
      outcome.answer === answer ? [`- ${code} ${rule}: ${sayMarkdown(outcome.because)}`] : [],
    );
  return (['cannot-tell', 'clear', 'not-applicable'] as const).flatMap((answer) => {
    const lines = of(answer);
    return lines.length === 0 ? [] : [`## ${say(msg(`report.${answer}`))}`, lines.join('\n')];
  });
}

function completeness({ ledger }: Summary): readonly string[] {
  const head = `| ${say(msg('report.collector'))} | ${say(msg('report.status'))} | ${say(msg('report.because'))} |`;
  const rows = ledger.map((l) => `| ${markdownCell(l.collector)} | ${l.status} | ${markdownCell(l.because)} |`);
  return [`## ${say(msg('report.completeness'))}`, [head, '| --- | --- | --- |', ...rows].join('\n')];
}

function custody(summary: Summary): readonly string[] {
  return [
    `## ${say(msg('report.custody'))}`,
    custodyFacts(summary)
      .map(([name, text]) => `- ${name}: ${markdownValue(text)}`)
      .join('\n'),
  ];
}

const value = (text: string | Absent): string =>
  isAbsent(text) ? say(msg('report.unknown', { because: markdownValue(text.because) })) : markdownValue(text);
