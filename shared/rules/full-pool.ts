import { isAbsent } from '#shared/base/absent.ts';
import { againOf, type LivePool } from '#shared/rules/pools.ts';

/**
 * What becomes of writes to a pool without free blocks. One full pool is one finding, by the rule that says most:
 * `wait` is T-05's, `failed-after-waiting` T-04's, the others T-03's.
 *
 * `refused`: as its table asks (`error_if_no_space`). `unknown`: they fail, and the table that would tell why was not read.
 * `eased`: they waited in the first reading, and the second one has space. Null: the pool was not full.
 */
export type FullPool = 'wait' | 'failed-after-waiting' | 'refused' | 'unknown' | 'eased' | null;

export function fullPool({ pool, status }: LivePool): FullPool {
  if (status.mode !== 'out_of_data_space') return null;
  const again = againOf(pool);
  const fails = [status, again].some((s) => s?.mode === 'out_of_data_space' && s.noSpace === 'error_if_no_space');
  if (!fails) return again === null || again.mode === 'out_of_data_space' ? 'wait' : 'eased';
  if (isAbsent(pool.table)) return 'unknown';
  return pool.table.features.includes('error_if_no_space') ? 'refused' : 'failed-after-waiting';
}
