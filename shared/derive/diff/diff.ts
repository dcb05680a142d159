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
export interface DiffRow<Kind extends string = DiffKind> extends DiffPlace {
  readonly kind: Kind;
  /** Equal in both captures for the same object. Holds host words. */
  readonly id: string;
  readonly name: string;
  /** What may change about it. A fact that either capture does not know is not compared. */
  readonly facts: Readonly<Record<string, Fact>>;
}

export interface ChangedRow<Kind extends string = DiffKind> {
  readonly kind: Kind;
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

export interface KindDifferences<Kind extends string = DiffKind> {
  readonly new: readonly DiffRow<Kind>[];
  readonly gone: readonly DiffRow<Kind>[];
  readonly changed: readonly ChangedRow<Kind>[];
  readonly notComparable: readonly { readonly kind: Kind | 'host'; readonly because: Message }[];
}

/** Before and after, and what cannot be set against each other: that is never "gone" and never "the same". */
export interface Diff extends KindDifferences {
  readonly before: Summary;
  readonly after: Summary;
  /** Every kind once, findings first. */
  readonly counts: readonly KindCount[];
}

export const hasDifference = (diff: Diff): boolean => diff.new.length + diff.gone.length + diff.changed.length > 0;
