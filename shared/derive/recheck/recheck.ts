import type { Absent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { CollectorId, OptInCollectorId } from '#shared/collectors/ids.ts';
import type { DiffKind, DiffRow, KindDifferences } from '#shared/derive/diff/diff.ts';
import type { RuleOutcome, Severity, Subject } from '#shared/rules/rule.ts';

export type RecheckKind = DiffKind | 'process';

/** A finding as it is to be found again: plain data, kept when its own source is closed. */
export interface RecheckBasis {
  readonly code: string;
  readonly rule: string;
  readonly finding: RecheckFinding;
  /** Identity that a later capture finds again. */
  readonly lastingId: string;
  readonly subjects: readonly Subject[];
  /** What must be read again, and which of it changes something on the host and so is asked for anew. */
  readonly collectors: readonly CollectorId[];
  /** Of these, what must have been seen for "not found" to mean "not there". */
  readonly reads: readonly CollectorId[];
  readonly asks: readonly OptInCollectorId[];
  readonly host: RecheckHost;
  /** Objects it is about, kind by kind, as its capture saw them. */
  readonly objects: readonly RecheckObjects[];
  readonly doubts: readonly RecheckDoubt[];
  /** Findings that stood beside it, by their lasting ids. */
  readonly others: readonly string[];
}

export interface RecheckFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly title: Message;
  readonly statement: Message;
}

export interface RecheckHost {
  readonly name: string | null;
  readonly machineId: string | null;
  readonly bootId: string | null;
  readonly hostKey: string | null;
  /** Host clock, ms since the epoch. */
  readonly capturedAt: number | Absent;
}

export interface RecheckObjects {
  readonly kind: RecheckKind;
  readonly rows: readonly DiffRow<RecheckKind>[];
  /** Collectors of this kind that were not read whole. */
  readonly gaps: readonly { readonly collector: string; readonly because: string }[];
}

/** Why "none" from a collector cannot be trusted. Steady: it hides the same in every capture of this host by this user. */
export interface RecheckDoubt {
  readonly collector: CollectorId;
  readonly because: Message;
  readonly steady: boolean;
}

/**
 * Whether a cure worked. `gone` is a claim: the later capture looked at all that the finding rests on, or no less far than the
 * earlier one; `changed` is the same finding with other holders or objects, or another finding about its first object.
 */
export interface Recheck {
  readonly code: string;
  readonly rule: string;
  readonly answer: 'gone' | 'still-there' | 'changed' | 'cannot-tell';
  /** What keeps it from being told, or what was not read whole though it could be told. */
  readonly doubts: readonly Message[];
  /** What neither capture saw: the answer holds as far as the first one did. */
  readonly unseen: readonly Message[];
  /** About the host and the two captures: started again, another key. */
  readonly notes: readonly Message[];
  readonly before: { readonly host: RecheckHost; readonly finding: RecheckFinding };
  readonly after: {
    readonly host: RecheckHost;
    readonly finding: RecheckFinding | null;
    readonly outcome: RuleOutcome['answer'];
    /** What the rule says now, when it finds nothing. */
    readonly because: Message | null;
  };
  /** New findings of other rules about its first object. */
  readonly now: readonly { readonly code: string; readonly finding: RecheckFinding }[];
  readonly diff: KindDifferences<RecheckKind>;
}
