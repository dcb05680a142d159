import type { Absent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { SourceRef } from '#shared/base/source-ref.ts';
import type { Summary } from '#shared/derive/view-types.ts';
import type { Subject } from '#shared/model/subject.ts';

/** What is compared, each by an identity that a second capture of the host finds again. */
export type DiffKind =
  | 'finding'
  | 'container'
  | 'pod'
  | 'namespace'
  | 'mount'
  | 'holder'
  | 'device'
  | 'pool'
  | 'thin-device'
  | 'layer'
  | 'image';

export type Fact = string | number | boolean | null | Absent;

/** Where one capture has an object: what a window opens for it, and the line that it rests on. */
export interface DiffPlace {
  /** Null: there is no view of such a thing. */
  readonly open: { readonly kind: Subject['kind'] | 'finding'; readonly id: string } | null;
  readonly source: SourceRef | null;
}

/** One object as one capture saw it. */
export interface DiffRow extends DiffPlace {
  readonly kind: DiffKind;
  /** Equal in both captures for the same object. Holds host words. */
  readonly id: string;
  readonly name: string;
  /** What may change about it. A fact that either capture does not know is not compared. */
  readonly facts: Readonly<Record<string, Fact>>;
}

export interface ChangedRow {
  readonly kind: DiffKind;
  readonly id: string;
  readonly name: string;
  /** Only the facts that differ, the same keys in both. */
  readonly before: Readonly<Record<string, Fact>>;
  readonly after: Readonly<Record<string, Fact>>;
  readonly places: { readonly before: DiffPlace; readonly after: DiffPlace };
}

/** How many of a kind were set against each other. */
export interface KindCount {
  readonly kind: DiffKind;
  readonly before: number;
  readonly after: number;
  /** In both, and nothing that both know differs; null where the kind could not be compared whole. */
  readonly unchanged: number | null;
}

export interface KindDifferences {
  readonly new: readonly DiffRow[];
  readonly gone: readonly DiffRow[];
  readonly changed: readonly ChangedRow[];
  readonly notComparable: readonly { readonly kind: DiffKind | 'host'; readonly because: Message }[];
}

/** Before and after, and what cannot be set against each other: that is never "gone" and never "the same". */
export interface Diff extends KindDifferences {
  readonly before: Summary;
  readonly after: Summary;
  /** Every kind once, findings first. */
  readonly counts: readonly KindCount[];
}

export const hasDifference = (diff: Diff): boolean => diff.new.length + diff.gone.length + diff.changed.length > 0;
