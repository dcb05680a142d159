import { present } from '#shared/base/absent.ts';
import { utcTime } from '#shared/derive/source-lines.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import { csvText } from '#shared/export/csv.ts';
import { say } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** Names of the columns: fixed, scripts rely on them. */
const columns = [
  'host',
  'captured_utc',
  'sha256',
  'rule',
  'code',
  'answer',
  'severity',
  'title',
  'statement',
  'subjects',
  'sources',
  'commands',
] as const;

/** One row for each finding and for each rule that found none, so that an empty list cannot look like a healthy host. */
export function reportCsv(analysis: Analysis): string {
  const { host, evidenceSha256 } = deriveSummary(analysis);
  const at = present(host.capturedAt);
  const from = [present(host.name) ?? '', at === null ? '' : utcTime(at), evidenceSha256];
  const rows = analysis.outcomes.flatMap(({ rule, code, outcome }) => {
    if (outcome.answer !== 'fires')
      return [[...from, rule, code, outcome.answer, '', '', say(outcome.because), '', '', '']];
    return outcome.findings.map((f) => [
      ...from,
      rule,
      code,
      outcome.answer,
      f.severity,
      say(f.title),
      say(f.statement),
      f.subjects.map((s) => `${s.kind} ${s.name} (${s.id})`).join('; '),
      f.sources.map((s) => (s.line === 0 ? s.evidence : `${s.evidence}:${s.line}`)).join('; '),
      f.remedy.flatMap((step) => step.command ?? []).join(' ; '),
    ]);
  });
  return csvText([columns, ...rows]);
}
