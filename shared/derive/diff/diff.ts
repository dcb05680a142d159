import type { Absent } from '#shared/base/absent.ts';
import type { Message } from '#shared/base/message.ts';
import type { Summary } from '#shared/derive/view-types.ts';

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

/** One object as one capture saw it. */
export interface DiffRow<Kind extends string = DiffKind> {
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
}

export const hasDifference = (diff: Diff): boolean => diff.new.length + diff.gone.length + diff.changed.length > 0;
