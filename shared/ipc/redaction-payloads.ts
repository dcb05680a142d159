import type { AppError } from '#shared/base/errors.ts';
import type { TokenClass } from '#shared/export/redaction/classes.ts';

/** How far a source is while names are hidden. One that is not `ready` answers no query. */
export type SourceRedaction =
  | { readonly sourceId: string; readonly state: 'redacting' | 'ready' }
  | { readonly sourceId: string; readonly state: 'failed'; readonly error: AppError };

/** The switch and everything that hangs on it; each telling is whole. */
export interface RedactionState {
  readonly on: boolean;
  /** Of the request that turned it last; empty before. Who asked tells by it which tellings are older than its own turn. */
  readonly turn: string;
  /** Every open source; empty while the switch is off. */
  readonly sources: readonly SourceRedaction[];
  readonly map: {
    /** Names, addresses and ids that have a pseudonym. */
    readonly names: number;
    /** False while it holds what no saved file of it has. */
    readonly saved: boolean;
  };
}

/** What is, or would be, replaced in one source. The engineer's: no figure, export or other view shows it. */
export interface RedactionPreview {
  /** Classes that occur, in the order of the list. `places`: how often a token of the class stood somewhere. */
  readonly classes: readonly { readonly class: TokenClass; readonly tokens: number; readonly places: number }[];
  /** Names that stay, since each of their words is on the keep-list. */
  readonly keptNames: readonly string[];
  /** Records that are left out, since their names cannot be replaced. */
  readonly leftOut: readonly string[];
}

export interface TokenRow {
  readonly class: TokenClass;
  /** Host text. */
  readonly token: string;
  readonly pseudonym: string;
  /** Places where it stood. */
  readonly count: number;
}
