/**
 * Parser for `dmsetup table`: lines as in dm-line.ts; the parameters of thin targets read.
 *
 *     docker-254:0-131193-pool: 0 8388608 thin-pool 7:1 7:0 128 32768 1 skip_block_zeroing
 *                                                   METADEV DATADEV BLOCK-SECTORS LOW-WATER-BLOCKS N FEATURE…
 *     lab-ext: 0 131072 thin 253:32 100 7:11
 *                            POOL   ID  EXTERNAL-ORIGIN
 *     lab-fail-vol1: 0 65536 thin Fail
 *
 * A thin device of a failed pool prints `Fail` in its table too. Source: `pool_status` and `thin_status` in
 * drivers/md/dm-thin.c.
 */
import { type DmLine, parseDmLines } from '#shared/parsers/dm-line.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface PoolTableArgs {
  readonly metadataDevice: string;
  readonly dataDevice: string;
  /** Sectors. */
  readonly blockSize: number;
  /** Data blocks. */
  readonly lowWaterMark: number;
  readonly features: readonly string[];
}

export interface ThinTableArgs {
  /** Null: the pool failed, and the table says no more. */
  readonly pool: string | null;
  readonly id: number | null;
  readonly externalOrigin: string | null;
}

export interface DmTableLine extends DmLine {
  readonly pool: PoolTableArgs | null;
  readonly thin: ThinTableArgs | null;
}

export function parseDmTable(body: Uint8Array): Parsed<readonly DmTableLine[]> {
  const lines = parseDmLines(body);
  const warnings: ParseWarning[] = [...lines.warnings];
  const value = lines.value.map((row): DmTableLine => {
    const pool = row.target?.kind === 'thin-pool' ? poolArgs(row.target.args) : null;
    const thin = row.target?.kind === 'thin' ? thinArgs(row.target.args) : null;
    if (row.target?.kind === 'thin-pool' && pool === null)
      warnings.push({ line: row.line, expected: 'metadata and data device, block size, low water mark and features' });
    if (row.target?.kind === 'thin' && thin === null)
      warnings.push({ line: row.line, expected: 'pool device, thin id and an external origin if any' });
    return { ...row, pool, thin };
  });
  return { value, warnings };
}

const number = (text: string | undefined) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : null);

function poolArgs(args: readonly string[]): PoolTableArgs | null {
  const [metadataDevice, dataDevice, block, lowWater, count, ...features] = args;
  const [blockSize, lowWaterMark] = [number(block), number(lowWater)];
  if (!metadataDevice || !dataDevice || blockSize === null || blockSize === 0 || lowWaterMark === null) return null;
  if (count !== undefined && number(count) !== features.length) return null;
  return { metadataDevice, dataDevice, blockSize, lowWaterMark, features };
}

function thinArgs(args: readonly string[]): ThinTableArgs | null {
  const [pool, id, externalOrigin = null] = args;
  if (pool === 'Fail' && args.length === 1) return { pool: null, id: null, externalOrigin: null };
  if (!pool || !/^\d+:\d+$/.test(pool) || number(id) === null || number(id)! > 0xffffff || args.length > 3) return null;
  return { pool, id: number(id), externalOrigin };
}
