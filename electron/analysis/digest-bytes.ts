import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DiffDigest } from '#shared/derive/index.ts';

type Rows = DiffDigest['findings'];

/** Rows per text: a string of all rows of a large host would be longer than strings may be. */
const perChunk = 10_000;

/** Of a digest unpacked; a host of a million mounts needs half of it. */
const mostBytes = 1 << 30;

/**
 * A digest on its way from one analysis process to another: JSON lines, deflated. The process between passes bytes on
 * and parses nothing.
 *
 * The first line is the digest without rows and with the number of them; the rows follow, findings first, then kind by kind.
 */
export function packDigest({ findings, kinds, ...rest }: DiffDigest): Uint8Array {
  const lists = [findings, ...kinds.map((k) => k.rows)];
  const head = {
    ...rest,
    findings: findings.length,
    kinds: kinds.map(({ rows, ...kind }) => ({ ...kind, rows: rows.length })),
  };
  const chunks = [Buffer.from(`${JSON.stringify(head)}\n`)];
  for (const rows of lists) {
    for (let at = 0; at < rows.length; at += perChunk) {
      const lines = rows.slice(at, at + perChunk).map((row) => `${JSON.stringify(row)}\n`);
      chunks.push(Buffer.from(lines.join('')));
    }
  }
  // Level 1: rows of one host are so alike that more would cost time and save little.
  return deflateRawSync(Buffer.concat(chunks), { level: 1 });
}

export function unpackDigest(bytes: Uint8Array): DiffDigest {
  const text = inflateRawSync(bytes, { maxOutputLength: mostBytes });
  let at = 0;
  const next = (): unknown => {
    const end = text.indexOf(10, at);
    const line = text.toString('utf8', at, end);
    at = end + 1;
    return JSON.parse(line);
  };
  const take = (n: number): Rows => Array.from({ length: n }, () => next() as Rows[number]);
  type Head = Omit<DiffDigest, 'findings' | 'kinds'> & {
    readonly findings: number;
    readonly kinds: readonly (Omit<DiffDigest['kinds'][number], 'rows'> & { readonly rows: number })[];
  };
  const { findings, kinds, ...rest } = next() as Head;
  return { ...rest, findings: take(findings), kinds: kinds.map((kind) => ({ ...kind, rows: take(kind.rows) })) };
}
