import type { CollectorId } from '#shared/collectors/ids.ts';
import type { Analysis } from '#shared/pipeline/analysis.ts';

export interface Gap {
  readonly collector: string;
  readonly because: string;
}

/** The first of these collectors that this capture did not read whole; null when it read all of them, or they have no subject there. */
export function gapIn({ ledger }: Analysis, needs: readonly CollectorId[]): Gap | null {
  for (const collector of needs) {
    const entry = ledger.find((row) => row.collector === collector);
    if (!entry) return { collector, because: '' };
    if (entry.status !== 'ok' && entry.status !== 'not-applicable') return { collector, because: entry.because };
  }
  return null;
}
