import { isAbsent } from '#shared/base/absent.ts';
import type { Cell } from '#shared/export/csv.ts';

/**
 * A field of a row as a cell. Of the four kinds of nothing only `not-applicable` is an empty cell; the others say what they
 * are and why. A reference is `record:line`.
 */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isAbsent(value)) {
    if (value.absent === 'not-applicable') return null;
    return value.because === '' ? value.absent : `${value.absent} (${value.because})`;
  }
  if (typeof value !== 'object') throw new Error(`no cell for a ${typeof value}`);
  if ('evidence' in value && 'line' in value) {
    return value.line === 0 ? String(value.evidence) : `${String(value.evidence)}:${String(value.line)}`;
  }
  if ('source' in value) return cellOf(value.source);
  throw new Error('no cell for such an object');
}
