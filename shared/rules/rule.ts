import type { Message } from '#shared/base/message.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { CollectorId } from '#shared/collectors/index.ts';
import type { Holder } from '#shared/model/holder.ts';
import type { HostModel } from '#shared/model/host-model.ts';
import type { RemedyStep, Subject } from '#shared/model/subject.ts';

export type { RemedyStep, Subject };

/**
 * The four answers a rule can give.
 *
 * `clear` is a claim ("we looked, and it is fine"), so it takes evidence too.
 * Without it the answer is `cannot-tell`, which the report shows as plainly as
 * a finding: an incident is not closed by a file nobody collected.
 */
export type RuleOutcome =
  | { readonly answer: 'fires'; readonly findings: readonly [Finding, ...Finding[]] }
  | { readonly answer: 'clear'; readonly because: Message }
  | { readonly answer: 'not-applicable'; readonly because: Message }
  | { readonly answer: 'cannot-tell'; readonly because: Message };

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

export interface Finding {
  /** Stable over re-analysis of the same evidence: `${code}:${main subject id}`. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: Message;
  /** What is so, in one or two sentences, with the numbers. No advice, no guess. */
  readonly statement: Message;
  readonly subjects: readonly [Subject, ...Subject[]];
  readonly sources: readonly [SourceRef, ...SourceRef[]];
  readonly remedy: readonly RemedyStep[];
  /** Why the unmount did not reach it, or why this came to be. */
  readonly why: readonly Message[];
  /** What would disprove it. */
  readonly wrongIf: readonly Message[];
  /** What this answer did not look at. */
  readonly notLookedAt: readonly Message[];
  /** For findings about a held mount or device: the holders it rests on. */
  readonly holders: readonly Holder[];
}

export interface Rule {
  /** Kebab-case, equals the file name. */
  readonly id: string;
  /** Code of the rule catalogue, e.g. `R-01`. */
  readonly code: string;
  /** `check` runs only when none of these is wholly missing; otherwise the engine answers `cannot-tell`. */
  readonly needs: readonly CollectorId[];
  /**
   * Collectors it reads when they are there. One that is missing does not stop the rule, since what it finds
   * elsewhere still stands; but while one of them is in doubt the engine turns `clear` into `cannot-tell`.
   */
  readonly alsoReads?: readonly CollectorId[];
  readonly check: (evidence: RuleEvidence) => RuleOutcome;
}

/** What a rule may look at. */
export interface RuleEvidence {
  readonly model: HostModel;
  /** Why the answer "none" from this collector cannot be trusted, or null when it can: not root, cut, partial, timed out. */
  readonly doubt: (collector: CollectorId) => Message | null;
}
