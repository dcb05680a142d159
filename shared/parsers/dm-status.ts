/**
 * Parser for `dmsetup status --noflush`: lines as in dm-line.ts; the words of thin targets read.
 *
 *     vg-tpool: 0 1048576 thin-pool 3 156/1024 7244/8192 - rw discard_passdown queue_if_no_space - 256
 *                                   TXN USED/TOTAL-METADATA USED/TOTAL-DATA HELD MODE DISCARD NO-SPACE NEEDS-CHECK LOW-WATER
 *     lab-fail: 0 131072 thin-pool Fail
 *     vg-data01: 0 2097152 thin 927232 2097151
 *     vg-data02: 0 524288 thin 0 -
 *
 * Seven words before Linux 4.2, eight from there (needs_check), nine from 4.19 (metadata low water mark). `Fail`: the pool
 * failed; `Error`: asking failed. A thin device of a failed pool prints `Fail`, one whose query failed `Error`, one without
 * any device behind it `-`. Source: `pool_status`, `thin_status` in drivers/md/dm-thin.c.
 */
import { type DmLine, parseDmLines } from '#shared/parsers/dm-line.ts';
import type { Parsed, ParseWarning } from '#shared/parsers/parsed.ts';

export interface PoolStatusWords {
  readonly transactionId: number;
  readonly usedMetadata: number;
  readonly totalMetadata: number;
  readonly usedData: number;
  readonly totalData: number;
  readonly heldRoot: number | null;
  readonly mode: 'rw' | 'ro' | 'out_of_data_space';
  readonly discard: 'discard_passdown' | 'no_discard_passdown' | 'ignore_discard';
  readonly noSpace: 'queue_if_no_space' | 'error_if_no_space';
  /** Null: this kernel does not print it. */
  readonly needsCheck: boolean | null;
  readonly metadataLowWaterMark: number | null;
}

export interface DmStatusLine extends DmLine {
  /** Of a thin-pool line that was understood. */
  readonly pool: PoolStatusWords | 'failed' | 'error' | null;
  /** Sectors; of a thin line that was understood. */
  readonly thin: { readonly mapped: number; readonly highestMapped: number | null } | 'failed' | 'error' | null;
}

export function parseDmStatus(body: Uint8Array): Parsed<readonly DmStatusLine[]> {
  const lines = parseDmLines(body);
  const warnings: ParseWarning[] = [...lines.warnings];
  const value = lines.value.map((row): DmStatusLine => {
    const kind = row.target?.kind;
    const pool = kind === 'thin-pool' ? poolWords(row.target!.args) : null;
    const thin = kind === 'thin' ? thinWords(row.target!.args) : null;
    if (kind === 'thin-pool' && pool === null)
      warnings.push({ line: row.line, expected: 'seven to nine words of a pool, or Fail or Error' });
    if (kind === 'thin' && thin === null)
      warnings.push({ line: row.line, expected: 'mapped sectors and the highest one, or Fail or Error' });
    return { ...row, pool, thin };
  });
  return { value, warnings };
}

const lone = (args: readonly string[]): 'failed' | 'error' | null =>
  args.length !== 1 ? null : args[0] === 'Fail' ? 'failed' : args[0] === 'Error' ? 'error' : null;

function poolWords(args: readonly string[]): PoolStatusWords | 'failed' | 'error' | null {
  if (args.length === 1) return lone(args);
  const match =
    /^(\d+) (\d+)\/(\d+) (\d+)\/(\d+) (-|\d+) (rw|ro|out_of_data_space) (discard_passdown|no_discard_passdown|ignore_discard) (queue_if_no_space|error_if_no_space)(?: (needs_check|-)(?: (\d+))?)?$/.exec(
      args.join(' '),
    );
  if (!match) return null;
  return {
    transactionId: Number(match[1]),
    usedMetadata: Number(match[2]),
    totalMetadata: Number(match[3]),
    usedData: Number(match[4]),
    totalData: Number(match[5]),
    heldRoot: match[6] === '-' ? null : Number(match[6]),
    mode: match[7] as PoolStatusWords['mode'],
    discard: match[8] as PoolStatusWords['discard'],
    noSpace: match[9] as PoolStatusWords['noSpace'],
    needsCheck: match[10] === undefined ? null : match[10] === 'needs_check',
    metadataLowWaterMark: match[11] === undefined ? null : Number(match[11]),
  };
}

function thinWords(args: readonly string[]): DmStatusLine['thin'] {
  const match = /^(\d+) (-|\d+)$/.exec(args.join(' '));
  if (match) return { mapped: Number(match[1]), highestMapped: match[2] === '-' ? null : Number(match[2]) };
  return args.length === 1 && args[0] === '-' ? 'error' : lone(args);
}
