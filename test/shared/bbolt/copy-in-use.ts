/**
 * Copies a database that test/cases/bbolt/busy.go is writing to: `node test/shared/bbolt/copy-in-use.ts FILE [copies]`.
 *
 * A copy whose first pages are still the newest afterwards must be whole, and its sum right (exit 1 otherwise). Of the
 * others it is counted how many are whole, how many say that they are damaged, and how many are wrong without a word.
 */
import { openSync, readFileSync, readSync } from 'node:fs';
import type { BoltBucket } from '#shared/bbolt/bucket.ts';
import { newestTxid } from '#shared/bbolt/meta.ts';
import { openBolt } from '#shared/bbolt/open-bolt.ts';

const [, , path, copies = '500'] = process.argv;
if (!path) throw new Error('which file?');
const fd = openSync(path, 'r');
const head = Buffer.alloc(8192);
const seen = { certain: 0, right: 0, damaged: 0, wrong: 0, unreadable: 0 };
for (let i = 0; i < Number(copies); i++) {
  const file = readFileSync(path);
  readSync(fd, head, 0, head.length, 0);
  const opened = openBolt(file);
  if (!opened.ok) {
    seen.unreadable++;
    continue;
  }
  const { meta, damage } = opened.value;
  const isRight =
    damage.length === 0 && sumOf(opened.value.bucket('keys')) === number(opened.value.bucket('total')?.value('sum'));
  if (newestTxid(head) === meta.txid) {
    seen.certain++;
    if (!isRight) {
      console.error(`copy ${i}, transaction ${meta.txid}: promised to be whole, and it is not`, damage.slice(0, 3));
      process.exit(1);
    }
  } else if (isRight) seen.right++;
  else if (damage.length > 0) seen.damaged++;
  else seen.wrong++;
}
console.log(seen);

function sumOf(bucket: BoltBucket | null): number {
  let sum = 0;
  for (const { value } of bucket?.values() ?? []) sum += number(value);
  return sum;
}

function number(bytes: Uint8Array | null | undefined): number {
  return bytes ? Number(Buffer.from(bytes).readBigUInt64BE()) : 0;
}
