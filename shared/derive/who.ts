import type { WhoAnswer } from '#shared/derive/view-types.ts';
import { answerWho } from '#shared/model/holders/answer-who.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/**
 * Who holds what the needle names: container id or name, path, device, mount id, pid or namespace.
 * `resolved` is empty when the needle is nowhere in the evidence, which is not the same as "nobody holds it".
 * Answers are kept per analysis: the figure, the finding and the view ask for the same one.
 */
export function deriveWho(analysis: Analysis, needle: string): WhoAnswer {
  const answers = known.get(analysis) ?? new Map<string, WhoAnswer>();
  known.set(analysis, answers);
  const before = answers.get(needle);
  if (before) return before;
  const answer = answerWho(analysis.model, needle, analysis.ledger) ?? {
    needle,
    resolved: [],
    holders: [],
    freeing: [],
    doubts: [],
  };
  if (answers.size >= mostKept) answers.clear();
  answers.set(needle, answer);
  return answer;
}

const known = new WeakMap<Analysis, Map<string, WhoAnswer>>();
const mostKept = 100;
