import { isAbsent, present } from '#shared/base/absent.ts';
import { deriveFindingDetail } from '#shared/derive/finding-detail.ts';
import { deriveFindings, findingGroups } from '#shared/derive/findings.ts';
import { sourceLines } from '#shared/derive/source-lines.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import { findingHtml } from '#shared/export/html/finding-html.ts';
import { type Html, html, trustedHtml } from '#shared/export/html/html.ts';
import { reportStyle } from '#shared/export/html/style.ts';
import { noNotes, notesOnFinding, notesSectionHtml, type ReportNotes } from '#shared/export/notes.ts';
import { custodyFacts } from '#shared/export/report-parts.ts';
import { type MessageKey, msg, say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export type ReportTheme = 'light' | 'dark';

/** What the caller draws: SVG text of ours, without script or outside reference. */
export interface ReportFigures {
  readonly theme: ReportTheme;
  /** `#RRGGBB` of the bar beside the host's name; null: none. */
  readonly hostColour: string | null;
  /** `@font-face` rules, so that a figure measures the same where Plex is not installed. */
  readonly fonts: string;
  /** Pictures of the whole, each under a heading. */
  readonly overviews: readonly { readonly title: string; readonly svg: string }[];
  /** By finding id. */
  readonly findings: ReadonlyMap<string, string>;
}

export const noFigures: ReportFigures = {
  theme: 'light',
  hostColour: null,
  fonts: '',
  overviews: [],
  findings: new Map(),
};

/**
 * The whole answer as one file for a browser: no script, no link to anywhere, nothing loaded. A policy inside the file says the
 * same to the browser, so that even a text that got out of its place could do nothing.
 */
export function reportHtml(
  analysis: Analysis,
  figures: ReportFigures = noFigures,
  notes: ReportNotes = noNotes,
): string {
  const summary = deriveSummary(analysis);
  const { first, second } = sourceLines(summary);
  const title = say(msg('report.title', { host: present(summary.host.name) ?? summary.title }));
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${trustedHtml(`${figures.fonts}\n${reportStyle(figures.theme)}${hostBar(figures.hostColour)}`)}</style></head>
<body>
<h1>${title}</h1>
<p class="source">${first}<br><span class="mono">${second}</span></p>
${facts(summary)}
${atAGlance(analysis)}
${figures.overviews.map(({ title: heading, svg }) => html`<h2>${heading}</h2><figure>${trustedHtml(svg)}</figure>`)}
${findings(analysis, figures, notes)}
${notesSectionHtml(notes, analysis)}
${answers(analysis)}
${completeness(summary)}
<h2>${say(msg('report.custody'))}</h2>
<table>${custodyFacts(summary).map(([name, text]) => html`<tr><th class="nowrap">${name}</th><td class="mono">${text}</td></tr>`)}</table>
</body></html>
`.markup;
}

/** Tells the reports of two hosts apart at a glance. */
const hostBar = (colour: string | null): string =>
  colour === null ? '' : `\nh1{border-left:6px solid ${colour};padding-left:10px}`;

function facts({ host, counts, findings: bySeverity, cannotTell }: Summary): Html {
  const total = Object.values(bySeverity).reduce((sum, n) => sum + n, 0);
  const rows: readonly (readonly [MessageKey, string])[] = [
    ['report.system', known(host.os)],
    ['report.kernel', known(host.kernel)],
    ['report.boot', known(host.bootId)],
  ];
  return html`<table>${rows.map(([key, text]) => html`<tr><th class="nowrap">${say({ key, params: {} })}</th><td class="mono">${text}</td></tr>`)}</table>
<p>${say(msg('report.counts', counts))} ${say(msg('report.summary', { findings: total, cannotTell }))}</p>`;
}

const known = (value: Summary['host']['os']): string =>
  isAbsent(value) ? say(msg('report.unknown', { because: value.because })) : value;

function atAGlance(analysis: Analysis): Html | null {
  const items = deriveFindings(analysis).flatMap((i) => (i.type === 'finding' ? [i] : []));
  if (items.length === 0) return null;
  return html`<h2>${say(msg('report.findings'))}</h2>
<table>${items.map(({ code, finding }) => {
    const { severity, title } = finding;
    return html`<tr><td class="nowrap ${severity}">${say(msg('export.severity', { severity }))}</td><td class="nowrap mono">${code}</td><td>${say(title)}</td></tr>`;
  })}</table>`;
}

function findings(analysis: Analysis, figures: ReportFigures, notes: ReportNotes): readonly Html[] {
  const items = deriveFindings(analysis).filter((i) => i.type === 'finding');
  return findingGroups.flatMap((group) => {
    const details = items
      .filter((i) => i.group === group)
      .flatMap((i) => deriveFindingDetail(analysis, i.finding.id) ?? []);
    if (details.length === 0) return [];
    return [
      html`<h2>${say(msg(`report.group.${group}`))}</h2>
${details.map((d) => findingHtml(d, figures.findings.get(d.item.finding.id) ?? null, notesOnFinding(notes, d.item.finding)))}`,
    ];
  });
}

function answers({ outcomes }: Analysis): readonly Html[] {
  return (['cannot-tell', 'clear', 'not-applicable'] as const).flatMap((answer) => {
    const rows = outcomes.flatMap(({ rule, code, outcome }) =>
      outcome.answer === answer ? [{ rule, code, because: say(outcome.because) }] : [],
    );
    if (rows.length === 0) return [];
    return [
      html`<h2>${say(msg(`report.${answer}`))}</h2>
<table>${rows.map(({ rule, code, because }) => html`<tr><td class="nowrap mono">${code}</td><td class="nowrap">${rule}</td><td>${because}</td></tr>`)}</table>`,
    ];
  });
}

const completeness = ({ ledger }: Summary): Html => html`<h2>${say(msg('report.completeness'))}</h2>
<table><tr><th>${say(msg('report.collector'))}</th><th>${say(msg('report.status'))}</th><th>${say(msg('report.because'))}</th></tr>
${ledger.map((l) => html`<tr><td class="nowrap mono">${l.collector}</td><td class="nowrap">${l.status}</td><td>${l.because}</td></tr>`)}</table>`;
