/** How one collector ended, over all its records: the completeness ledger's row, and what rules ask before they say "clear". */
export interface LedgerEntry {
  readonly collector: string;
  readonly status: 'ok' | 'partial' | 'timeout' | 'denied' | 'missing' | 'cut' | 'not-applicable';
  /** Empty for `ok`; else a fact, e.g. "3 of 41 tables timed out after 2 s". */
  readonly because: string;
  readonly records: number;
  readonly bytes: number;
  readonly durationMs: number | null;
}
