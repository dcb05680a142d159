import type { ChainFigure, ChainHop } from '#shared/derive/chain-figure.ts';
import type { Subject } from '#shared/rules/rule.ts';

/** What selecting a step of the chain selects everywhere else, by the step's key. */
export const chainSubjects = (chain: ChainFigure): ReadonlyMap<string, Subject> =>
  new Map(chain.hops.map((hop) => [hop.key, hop.subject ?? stepItself(hop)]));

/** The step that stands for the selection: the first one of what is selected, since two may be about one thing. */
export function selectedHop(chain: ChainFigure, selection: Subject): ChainHop | null {
  const subjects = chainSubjects(chain);
  return (
    chain.hops.find((hop) => {
      const subject = subjects.get(hop.key);
      return subject?.kind === selection.kind && subject.id === selection.id;
    }) ?? null
  );
}

/** A step about something that no other view knows (an id, a file) is still a thing one can stand on. */
const stepItself = (hop: ChainHop): Subject => ({ kind: 'path', id: hop.key, name: hop.title });
