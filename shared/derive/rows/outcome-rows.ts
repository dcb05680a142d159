import { plainTable } from '#shared/derive/rows/plain-table.ts';
import type { Table } from '#shared/derive/rows/window-rows.ts';
import { say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

/** A finding, or a rule that has none and why: so that an empty list cannot look like a healthy host. */
export interface OutcomeTableRow {
  /** The finding's id, or the rule's. */
  readonly key: string;
  readonly rule: string;
  readonly code: string;
  readonly answer: 'fires' | 'clear' | 'not-applicable' | 'cannot-tell';
  /** Empty for a rule without a finding, like all below. */
  readonly severity: string;
  readonly title: string;
  /** What is so; for a rule without a finding, why. */
  readonly statement: string;
  readonly subjects: string;
  readonly sources: string;
  readonly commands: string;
}

const tables = new WeakMap<Analysis, Table<OutcomeTableRow, OutcomeTableRow>>();

export function outcomeTable(analysis: Analysis): Table<OutcomeTableRow, OutcomeTableRow> {
  const known = tables.get(analysis);
  if (known) return known;
  const table = plainTable(outcomeRows(analysis), {
    rule: { of: (r) => r.rule },
    code: { of: (r) => r.code, exact: true },
    answer: { of: (r) => r.answer, exact: true },
    severity: { of: (r) => r.severity, exact: true },
    title: { of: (r) => r.title },
    statement: { of: (r) => r.statement },
    subjects: { of: (r) => r.subjects },
    sources: { of: (r) => r.sources },
    commands: { of: (r) => r.commands },
  });
  tables.set(analysis, table);
  return table;
}

/** In the catalogue's order. */
const outcomeRows = ({ outcomes }: Analysis): readonly OutcomeTableRow[] =>
  outcomes.flatMap(({ rule, code, outcome }) =>
    outcome.answer === 'fires'
      ? outcome.findings.map((finding) => findingRow(rule, code, finding))
      : [{ ...nothing, key: rule, rule, code, answer: outcome.answer, statement: say(outcome.because) }],
  );

const nothing = { severity: '', title: '', subjects: '', sources: '', commands: '' };

export const findingRow = (rule: string, code: string, finding: Finding): OutcomeTableRow => ({
  key: finding.id,
  rule,
  code,
  answer: 'fires',
  severity: finding.severity,
  title: say(finding.title),
  statement: say(finding.statement),
  subjects: finding.subjects.map((s) => `${s.kind} ${s.name} (${s.id})`).join('; '),
  sources: finding.sources.map((s) => (s.line === 0 ? s.evidence : `${s.evidence}:${s.line}`)).join('; '),
  commands: finding.remedy.flatMap((step) => step.command ?? []).join(' ; '),
});
