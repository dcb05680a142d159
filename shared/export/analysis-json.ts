import { isAbsent } from '#shared/base/absent.ts';
import { deriveSummary } from '#shared/derive/summary.ts';
import type { AnalysisJson } from '#shared/export/schemas.ts';
import type { Language } from '#shared/messages/index.ts';
import { say } from '#shared/messages/index.ts';
import type { RemedyStep } from '#shared/model/subject.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding, RuleOutcome } from '#shared/rules/rule.ts';

/** The answer of `analyze --json` (schema `undermount.analysis/1`). Host words are as they came, not escaped. */
export function analysisJson(analysis: Analysis, language: Language = 'en'): AnalysisJson {
  const summary = deriveSummary(analysis);
  const { capturedAt, ...host } = summary.host;
  const { processes, namespaces, mounts, containers, pools, thinDevices, images } = summary.counts;
  return {
    schema: 'undermount.analysis/1',
    source: { kind: summary.kind, title: summary.title, sha256: summary.evidenceSha256 },
    host: { ...host, capturedAt: isAbsent(capturedAt) ? capturedAt : new Date(capturedAt).toISOString() },
    completeness: summary.ledger.map(({ collector, status, because }) => ({ collector, status, because })),
    outcomes: analysis.outcomes.map(({ rule, code, outcome }) => ({
      rule,
      code,
      answer: outcome.answer,
      because: becauseOf(outcome, language),
      findings: outcome.answer === 'fires' ? outcome.findings.map((f) => findingFields(f, language)) : [],
    })),
    counts: { processes, namespaces, mounts, containers, pools, thinDevices, images },
  };
}

export const findingFields = (
  finding: Finding,
  language: Language = 'en',
): AnalysisJson['outcomes'][number]['findings'][number] => ({
  id: finding.id,
  severity: finding.severity,
  title: say(finding.title, language),
  statement: say(finding.statement, language),
  subjects: finding.subjects.map(({ kind, id, name }) => ({ kind, id, name })),
  sources: finding.sources.map(({ evidence, line }) => ({ evidence, line })),
  remedy: finding.remedy.map((step) => stepFields(step, language)),
});

export const stepFields = (step: RemedyStep, language: Language = 'en') => ({
  say: say(step.say, language),
  command: step.command,
  runIn: step.runIn,
});

/** Of a rule that fires: what its findings could not look at, so that nobody takes them for all there is. */
function becauseOf(outcome: RuleOutcome, language: Language): string {
  if (outcome.answer !== 'fires') return say(outcome.because, language);
  const open = outcome.findings.flatMap((f) => f.notLookedAt.map((m) => say(m, language)));
  return [...new Set(open)].join(' ');
}
