import { msg } from '#shared/messages/index.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';
import type { Finding } from '#shared/rules/rule.ts';

/** The analysis with this name for its host and in every sentence, command and subject of its findings. */
export function withHostileNames(analysis: Analysis, name: string): Analysis {
  const sentence = msg('search.volume', { container: name, destination: name });
  const evil = (finding: Finding): Finding => ({
    ...finding,
    title: sentence,
    statement: sentence,
    why: [sentence],
    wrongIf: [sentence],
    notLookedAt: [sentence],
    subjects: [{ kind: 'container', id: name, name }],
    remedy: [{ say: sentence, command: name, runIn: 'host' }],
  });
  return {
    ...analysis,
    model: { ...analysis.model, host: { ...analysis.model.host, name, os: name } },
    ledger: analysis.ledger.map((row) => ({ ...row, because: name })),
    outcomes: analysis.outcomes.map((o) =>
      o.outcome.answer === 'fires'
        ? { ...o, outcome: { answer: 'fires', findings: [evil(o.outcome.findings[0])] } }
        : { ...o, outcome: { ...o.outcome, because: sentence } },
    ),
  };
}
