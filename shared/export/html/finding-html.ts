import type { Message } from '#shared/base/message.ts';
import type { CitedLine, FindingDetail } from '#shared/derive/view-types.ts';
import { commandHtml, type Html, html, trustedHtml } from '#shared/export/html/html.ts';
import { notesHtml } from '#shared/export/notes.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Note } from '#shared/notes/note.ts';

/** One finding: statement, picture, why, the lines with their proof marked, the runbook, doubts. */
export function findingHtml(
  { item, cited, citedTotal }: FindingDetail,
  svg: string | null,
  notes: readonly Note[] = [],
): Html {
  const { finding, code } = item;
  const { severity } = finding;
  return html`<section>
<h3><span class="${severity}">${say(msg('export.severity', { severity }))}</span> · ${code} · ${say(finding.title)}</h3>
<p>${say(finding.statement)}</p>
${svg === null ? null : html`<figure>${trustedHtml(svg)}</figure>`}
${list(msg('export.why'), finding.why)}
${
  cited.length === 0
    ? null
    : html`<h4>${say(msg('export.evidence', { shown: cited.length, total: citedTotal }))}</h4>
<table>${cited.map(citedRow)}</table>`
}
${
  finding.remedy.length === 0
    ? null
    : html`<h4>${say(msg('export.runbook'))}</h4><p class="quiet">${say(msg('export.runbook-valid'))}</p>
<ol>${finding.remedy.map(
        (step) =>
          html`<li>${say(step.say)}${step.command === null ? null : html`<pre>${commandHtml(step.command)}</pre>`}</li>`,
      )}</ol>`
}
${list(msg('export.wrong-if'), finding.wrongIf)}
${list(msg('export.not-looked-at'), finding.notLookedAt)}
${notesHtml(notes, false)}
</section>
`;
}

const list = (title: Message, messages: readonly Message[]): Html | null =>
  messages.length === 0 ? null : html`<h4>${say(title)}</h4><ul>${messages.map((m) => html`<li>${say(m)}</li>`)}</ul>`;

const citedRow = (line: CitedLine): Html =>
  html`<tr><td class="mono origin">${line.origin}${line.source.line === 0 ? null : `:${line.source.line}`}</td><td class="mono">${lit(line)}</td></tr>
`;

/** The parts that prove the claim are marked; ranges never overlap and are in order. */
function lit({ text, lit: ranges }: CitedLine): readonly Html[] {
  const parts: Html[] = [];
  let at = 0;
  for (const { from, to } of ranges) {
    parts.push(html`${text.slice(at, from)}<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return [...parts, html`${text.slice(at)}`];
}
