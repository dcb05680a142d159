import { plainTable } from '#shared/derive/rows/plain-table.ts';
import type { Table } from '#shared/derive/rows/window-rows.ts';
import type { LedgerEntry } from '#shared/model/ledger.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

/** What one collector gave, as a row. */
export interface LedgerRow extends LedgerEntry {
  readonly key: string;
}

const tables = new WeakMap<Analysis, Table<LedgerRow, LedgerRow>>();

/** The completeness ledger: every collector, and what is missing of it. */
export function ledgerTable(analysis: Analysis): Table<LedgerRow, LedgerRow> {
  const known = tables.get(analysis);
  if (known) return known;
  const table = plainTable(
    analysis.ledger.map((entry) => ({ key: entry.collector, ...entry })),
    {
      collector: { of: (r) => r.collector },
      status: { of: (r) => r.status, exact: true },
      because: { of: (r) => r.because },
      records: { of: (r) => r.records, exact: true },
      bytes: { of: (r) => r.bytes, exact: true },
      durationMs: { of: (r) => r.durationMs, exact: true },
    },
  );
  tables.set(analysis, table);
  return table;
}
