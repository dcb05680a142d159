/**
 * Why a value is missing.
 *
 * An empty cell in a forensic table is itself evidence, so "we did not look",
 * "the host refused", "we cannot read these bytes" and "the question has no
 * meaning here" never share a `null`. Rules and views must treat them apart:
 * only `not-applicable` may be shown as an empty cell. `because` is a short
 * fact (a collector id, an errno word, a record and line), never advice.
 */
export interface Absent {
  readonly absent: 'not-collected' | 'unreadable' | 'unparsable' | 'not-applicable';
  readonly because: string;
}

export const notCollected = (because: string): Absent => ({ absent: 'not-collected', because });
export const unreadable = (because: string): Absent => ({ absent: 'unreadable', because });
export const unparsable = (because: string): Absent => ({ absent: 'unparsable', because });
export const notApplicable = (because: string): Absent => ({ absent: 'not-applicable', because });

export function isAbsent(value: unknown): value is Absent {
  return typeof value === 'object' && value !== null && 'absent' in value;
}

/** The value, or null when it is absent for whatever reason. For joins, never for display. */
export function present<T>(value: T | Absent): T | null {
  return isAbsent(value) ? null : value;
}
