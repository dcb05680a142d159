import { hostLines } from '#electron/cli/text/host-lines.ts';
import { ledgerLines } from '#electron/cli/text/ledger-lines.ts';
import { remedyLines } from '#electron/cli/text/remedy-lines.ts';
import { type Style, TextPage } from '#electron/cli/text/text-page.ts';
import { findingGroups } from '#shared/derive/findings.ts';
import type { FindingListItem, OutcomeRow, Summary } from '#shared/derive/view-types.ts';
import { msg, say } from '#shared/messages/index.ts';
import type { Severity } from '#shared/rules/rule.ts';

type FindingItem = Extract<FindingListItem, { type: 'finding' }>;

const styles: Record<Severity, Style> = { critical: 'red', high: 'red', medium: 'yellow', low: 'plain', info: 'dim' };
const citedAtMost = 6;

/** `analyze` for a person: by group, worst first, each finding with why, what to do, and the lines it rests on. */
export function analysisText(
  summary: Summary,
  findings: readonly FindingListItem[],
  outcomes: readonly OutcomeRow[],
  look: { readonly columns: number; readonly colour: boolean },
): string {
  const page = new TextPage(look);
  hostLines(page, summary);
  const found = findings.filter((item) => item.type === 'finding');
  const worst = Object.entries(summary.findings).filter(([, n]) => n > 0);
  page.heading(
    found.length === 0
      ? say(msg('cli.no-findings'))
      : say(msg('cli.findings', { n: found.length, list: worst.map(([s, n]) => `${n} ${s}`).join(', ') })),
  );
  for (const group of findingGroups) {
    const inGroup = found.filter((item) => item.group === group);
    if (inGroup.length > 0) page.heading(say(msg(`report.group.${group}`)));
    for (const item of inGroup) findingLines(page, item);
  }
  const open = findings.filter((item) => item.type === 'cannot-tell');
  if (open.length > 0) page.heading(say(msg('cli.cannot-tell', { n: open.length })), 'yellow');
  page.table(
    open.map((item) => [item.code, `${item.rule}: ${say(item.because)}`]),
    2,
  );
  const count = (answer: OutcomeRow['outcome']['answer']) => outcomes.filter((o) => o.outcome.answer === answer).length;
  page.heading(say(msg('cli.others', { clear: count('clear'), notApplicable: count('not-applicable') })), 'plain');
  ledgerLines(page, summary.ledger, summary.custody);
  return page.toString();
}

function findingLines(page: TextPage, { code, finding }: FindingItem): void {
  page.blank();
  page.item(`${code}  `, `${finding.severity.toUpperCase()}  ${say(finding.title)}`, 0, styles[finding.severity]);
  page.text(say(finding.statement), 6);
  for (const why of finding.why) page.item(say(msg('cli.why')), say(why), 6);
  if (finding.remedy.length > 0) page.text(say(msg('cli.remedy')), 6);
  remedyLines(page, finding.remedy, 8);
  for (const wrong of finding.wrongIf) page.item(say(msg('cli.wrong-if')), say(wrong), 6, 'dim');
  const cited = finding.sources.slice(0, citedAtMost).map((s) => `${s.evidence}:${s.line}`);
  const more = finding.sources.length - cited.length;
  page.item(
    say(msg('cli.sources')),
    [...cited, ...(more > 0 ? [say(msg('count.more', { n: more }))] : [])].join(', '),
    6,
    'dim',
  );
}
