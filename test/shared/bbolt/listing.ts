import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dumpBolt } from '#shared/bbolt/dump.ts';
import { type BoltDatabase, openBolt } from '#shared/bbolt/open-bolt.ts';

const files = path.join(import.meta.dirname, '..', '..', 'cases', 'bbolt', 'files');

/** Names in the corpus that the real library wrote. */
export const corpus = readdirSync(files)
  .filter((f) => f.endsWith('.db.gz'))
  .map((f) => f.slice(0, -'.db.gz'.length));

export const corpusFile = (name: string): Buffer => gunzipSync(readFileSync(path.join(files, `${name}.db.gz`)));

/** What the real library lists for the same file; the first line is about the file. */
export const corpusListing = (name: string): string[] =>
  gunzipSync(readFileSync(path.join(files, `${name}.txt.gz`)))
    .toString('latin1')
    .trimEnd()
    .split('\n');

/** A database in the form of those listings. */
export function listingOf(database: BoltDatabase): string[] {
  return Array.from(dumpBolt(database), ({ path: keys, value, sequence }) => {
    const place = keys.map(short).join('/');
    return value ? `value ${place} ${short(value)}` : `bucket ${place} ${sequence}`;
  });
}

/**
 * A line without the buckets that lead to it. A page that took the place of a bucket's first page shows there what belongs
 * to another bucket: nothing in the format says whose page it is.
 */
export const withoutPath = (line: string) => line.replace(/ \S*\//, ' ');

export function openSound(file: Uint8Array): BoltDatabase {
  const opened = openBolt(file);
  if (!opened.ok) throw new Error(opened.error.because);
  return opened.value;
}

/** Up to 24 bytes in hex, more as length and hash. */
function short(bytes: Uint8Array): string {
  if (bytes.length <= 24) return Buffer.from(bytes).toString('hex');
  return `${bytes.length}:${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;
}
