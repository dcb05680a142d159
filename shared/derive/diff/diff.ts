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
export interface DiffRow {
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
}

export const hasDifference = (diff: Diff): boolean => diff.new.length + diff.gone.length + diff.changed.length > 0;
